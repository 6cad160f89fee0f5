{#- The questions of source_capabilities: each with the condition under which a source answers it at all and the one
    under which it answers it fully, over the counts in that model. -#}
{% macro capability_rules() %}
    {{ return([
        {
            'question': 'sessions and time on task',
            'possible_if': 'timed_row_count > 0', 'full_if': 'timed_row_count = action_row_count',
            'why_no': 'times are whole days, so pauses within a day are unknown',
            'why_partly': 'some courses have times in whole days only',
            'why_yes': 'every action has a time to the second',
        },
        {
            'question': 'hour of day and weekday',
            'possible_if': 'clock_row_count > 0', 'full_if': 'clock_row_count = action_row_count',
            'why_no': 'times are relative to an unknown instant or whole days',
            'why_partly': 'some courses have no clock time',
            'why_yes': 'every action has a clock time',
        },
        {
            'question': 'actions by category',
            'possible_if': 'classified_row_count > 0', 'full_if': 'known_row_count = action_row_count',
            'why_no': 'no action type has a category but other',
            'why_partly': 'some action types are not in the seed action_types and count as other',
            'why_yes': 'every action type is in the seed action_types',
        },
        {
            'question': 'drop-off by activity',
            'possible_if': 'activity_row_count > 0 and dropped_out_count > 0', 'full_if': 'given_position_count > 0',
            'why_no': 'no activity is named, or nobody is known to have dropped out',
            'why_partly': 'the order of activities is derived from when users first touch them',
            'why_yes': 'activities have a given order and drop-outs are known',
        },
        {
            'question': 'drop-out',
            'possible_if': 'dropped_out_count > 0', 'full_if': 'labelled_count > 0',
            'why_no': 'nobody is known to have dropped out',
            'why_partly': 'no label: drop-out is inferred from days of silence',
            'why_yes': 'the source labels drop-out',
        },
        {
            'question': 'completion',
            'possible_if': 'completed_count > 0', 'full_if': 'certified_count = completed_count',
            'why_no': 'no user is known to have completed',
            'why_partly': 'some completion is inferred from the share of activities touched',
            'why_yes': 'completion rests on labels, certificates or grades',
        },
        {
            'question': 'users who never start',
            'possible_if': 'idle_count > 0', 'full_if': 'dated_count > 0',
            'why_no': 'only users with actions are known',
            'why_partly': 'users without actions are known, but not when they enrolled',
            'why_yes': 'enrollments without actions are known',
        },
        {
            'question': 'comparison by user attributes',
            'possible_if': 'described_count > 0', 'full_if': 'true',
            'why_no': 'users have no attributes',
            'why_partly': '',
            'why_yes': 'users have attributes',
        },
        {
            'question': 'video segments',
            'possible_if': 'position_row_count > 0', 'full_if': 'true',
            'why_no': 'no action has a position in a video',
            'why_partly': '',
            'why_yes': 'video actions have positions',
        },
        {
            'question': 'problem results',
            'possible_if': 'graded_row_count > 0', 'full_if': 'true',
            'why_no': 'no action was graded',
            'why_partly': '',
            'why_yes': 'actions on problems were graded',
        },
    ]) }}
{% endmacro %}
