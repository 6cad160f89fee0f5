-- What share of a source's enrollments has a label of the kind, and of what share the outcome is inferred, and how many
-- grades decide nothing and what would let them, as texts to follow a reason.
{% set shares = {} %}
{% for kind, labelled_count, inferred_count, basis in [
    ('dropout', 'labelled_dropout_count', 'silent_count', 'days of silence'),
    ('completion', 'labelled_completion_count', 'progress_count', 'progress'),
] %}
    {% set text %}
        case
            when enrollment_count > 0
                then concat(
                        '; of ', cast(enrollment_count as string), ' enrollments ',
                        {{ decimal_text('100.0 * ' ~ labelled_count ~ ' / enrollment_count', 1) }}, ' % are labelled, ',
                        {{ decimal_text('100.0 * ' ~ inferred_count ~ ' / enrollment_count', 1) }},
                        ' % inferred from {{ basis }}'
                    )
            else ''
        end
    {%- endset %}
    {% do shares.update({kind: text}) %}
{% endfor %}
{% set undecided_grades %}
    case
        when undecided_grade_count > 0
            then concat(
                    '; ', cast(undecided_grade_count as string),
                    ' final grades below the pass mark decide nothing before ',
                    'courses.ends_at, or with final_grades_are_final: true'
                )
        else ''
    end
{%- endset %}

-- Each question with the condition under which a source answers it at all and the one under which it answers it fully,
-- over the counts in `evidence`, and what it needs for that.
{% set rules = [
    {
        'question': 'sessions and time on task',
        'possible_if': 'timed_row_count > 0', 'full_if': 'timed_row_count = action_row_count',
        'needs': 'acted_at with a time of day',
        'why_no': 'times are whole days, so pauses within a day are unknown',
        'why_partly': 'some courses have times in whole days only',
        'why_yes': 'every action has a time to the second',
    },
    {
        'question': 'hour of day and weekday',
        'possible_if': 'clock_row_count > 0', 'full_if': 'clock_row_count = action_row_count',
        'needs': 'acted_at as calendar time, not as seconds from a start or whole days',
        'why_no': 'times are relative to an unknown instant or whole days',
        'why_partly': 'some courses have no clock time',
        'why_yes': 'every action has a clock time',
    },
    {
        'question': 'actions by category',
        'possible_if': 'classified_row_count > 0', 'full_if': 'known_row_count = action_row_count',
        'needs': 'a row in the seed action_types for each action type',
        'why_no': 'no action type has a category but other',
        'why_partly': 'some action types are not in the seed action_types and count as other',
        'why_yes': 'every action type is in the seed action_types',
    },
    {
        'question': 'drop-off by activity',
        'possible_if': 'activity_row_count > 0 and dropped_out_count > 0', 'full_if': 'given_position_count > 0',
        'needs': 'activity_id in actions, and position in activities',
        'why_no': 'no activity is named, or nobody is known to have dropped out',
        'why_partly': 'the order of activities is derived from when users first touch them',
        'why_yes': 'activities have a given order and drop-outs are known',
    },
    {
        'question': 'drop-out',
        'possible_if': 'dropped_out_count > 0', 'full_if': 'labelled_dropout_count = dropped_out_count',
        'detail': shares.dropout, 'detail_if': 'false',
        'needs': 'outcome (dropped_out) in enrollments',
        'why_no': 'nobody is known to have dropped out',
        'why_partly': 'drop-out is inferred from days of silence where no label tells it',
        'why_yes': 'the source labels drop-out',
    },
    {
        'question': 'completion',
        'possible_if': 'completed_count > 0',
        'full_if': 'certified_count = completed_count and undecided_grade_count = 0',
        'detail': 'concat(' ~ shares.completion ~ ', ' ~ undecided_grades ~ ')',
        'detail_if': 'undecided_grade_count > 0',
        'needs': 'outcome (completed) or final_grade in enrollments, and for failures courses.ends_at or the setting '
            ~ 'final_grades_are_final',
        'why_no': 'no user is known to have completed',
        'why_partly': 'some completion is inferred from the share of activities touched, or some grades decide nothing '
            ~ 'yet',
        'why_yes': 'completion rests on labels, certificates or grades',
    },
    {
        'question': 'users who never start',
        'possible_if': 'idle_count > 0', 'full_if': 'dated_count > 0',
        'needs': 'a row in enrollments, with enrolled_at, for users without actions too',
        'why_no': 'only users with actions are known',
        'why_partly': 'users without actions are known, but not when they enrolled',
        'why_yes': 'enrollments without actions are known',
    },
    {
        'question': 'comparison by user attributes',
        'possible_if': 'described_count > 0', 'full_if': 'true',
        'needs': 'gender, age_band, education_level, country or user_type in users or enrollments',
        'why_no': 'users have no attributes',
        'why_partly': '',
        'why_yes': 'users have attributes',
    },
    {
        'question': 'video segments',
        'possible_if': 'position_row_count > 0', 'full_if': 'true',
        'needs': 'position_seconds in the actions on videos',
        'why_no': 'no action has a position in a video',
        'why_partly': '',
        'why_yes': 'video actions have positions',
    },
    {
        'question': 'problem results',
        'possible_if': 'graded_row_count > 0', 'full_if': 'true',
        'needs': 'is_correct or score in the actions on problems',
        'why_no': 'no action was graded',
        'why_partly': '',
        'why_yes': 'actions on problems were graded',
    },
] %}

-- What each source can answer, told by what it really fills.
with actions as (
    select
        actions.source_name,
        count(*) as action_row_count,
        count(actions.activity_id) as activity_row_count,
        count(case when actions.action_category <> 'other' then 1 end) as classified_row_count,
        count(case when actions.is_known_action_type then 1 end) as known_row_count,
        count(case when courses.time_precision = 'second' then 1 end) as timed_row_count,
        count(case when courses.has_clock_time then 1 end) as clock_row_count,
        count(actions.position_seconds) as position_row_count,
        count(case when actions.is_correct is not null or actions.score is not null then 1 end) as graded_row_count
    from {{ ref('int_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_engagement
    group by actions.source_name
),

-- A grade below the pass mark that decides nothing, though neither labels nor the end of the course are in its way.
outcomes as (
    select
        enrollments.*,
        coalesce(
            enrollments.final_grade < {{ var('passing_grade') }}
            and coalesce(enrollments.outcome_basis, 'inactivity') in ('inactivity', 'progress')
            and not declared.has_completion_labels
            and not courses.is_fully_labelled,
            false
        ) as is_undecided_grade
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('int_enrollments') }} as declared
        on enrollments.source_name = declared.source_name
        and enrollments.course_id = declared.course_id
        and enrollments.user_id = declared.user_id
    inner join {{ ref('int_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
),

enrollments as (
    select
        source_name,
        count(enrolled_at) as dated_count,
        count(coalesce(gender, age_band, education_level, country, user_type)) as described_count,
        count(case when is_dropped_out then 1 end) as dropped_out_count,
        count(case when is_completed then 1 end) as completed_count,
        count(*) as enrollment_count,
        count(case when outcome_basis = 'label' then 1 end) as labelled_count,
        count(case when outcome_basis = 'label' and not is_dropped_out then 1 end) as labelled_completion_count,
        count(case when outcome_basis = 'label' and is_dropped_out then 1 end) as labelled_dropout_count,
        count(case when outcome_basis = 'progress' then 1 end) as progress_count,
        count(case when outcome_basis = 'inactivity' then 1 end) as silent_count,
        count(case when is_undecided_grade then 1 end) as undecided_grade_count,
        count(case when outcome_basis in ('label', 'certificate', 'grade') and is_completed then 1 end)
            as certified_count,
        count(case when first_acted_at is null then 1 end) as idle_count
    from outcomes
    group by source_name
),

activities as (
    select
        source_name,
        count(case when not is_position_derived then 1 end) as given_position_count
    from {{ ref('dim_activities') }}
    group by source_name
),

evidence as (
    select
        sources.source_name,
        coalesce(actions.action_row_count, 0) as action_row_count,
        coalesce(actions.activity_row_count, 0) as activity_row_count,
        coalesce(actions.classified_row_count, 0) as classified_row_count,
        coalesce(actions.known_row_count, 0) as known_row_count,
        coalesce(actions.timed_row_count, 0) as timed_row_count,
        coalesce(actions.clock_row_count, 0) as clock_row_count,
        coalesce(actions.position_row_count, 0) as position_row_count,
        coalesce(actions.graded_row_count, 0) as graded_row_count,
        coalesce(enrollments.dated_count, 0) as dated_count,
        coalesce(enrollments.described_count, 0) as described_count,
        coalesce(enrollments.dropped_out_count, 0) as dropped_out_count,
        coalesce(enrollments.completed_count, 0) as completed_count,
        {% for count in [
            'enrollment_count', 'labelled_count', 'labelled_completion_count', 'labelled_dropout_count', 'progress_count', 'silent_count',
            'undecided_grade_count',
        ] %}
            coalesce(enrollments.{{ count }}, 0) as {{ count }},
        {% endfor %}
        coalesce(enrollments.certified_count, 0) as certified_count,
        coalesce(enrollments.idle_count, 0) as idle_count,
        coalesce(activities.given_position_count, 0) as given_position_count
    from (
        {% for source_name in selected_sources() %}
            select '{{ source_name }}' as source_name
            {% if not loop.last %}union all{% endif %}
        {% endfor %}
    ) as sources
    left join actions on sources.source_name = actions.source_name
    left join enrollments on sources.source_name = enrollments.source_name
    left join activities on sources.source_name = activities.source_name
),

-- Per question: no, unless the first condition holds; partly, unless the second one holds too.
answers as (
    {% for row in rules %}
        select
            source_name,
            '{{ row.question }}' as question,
            case
                when not ({{ row.possible_if }}) then 'no'
                when not ({{ row.full_if }}) then 'partly'
                else 'yes'
            end as answer,
            concat(
                case
                    when not ({{ row.possible_if }}) then '{{ row.why_no }}'
                    when not ({{ row.full_if }}) then '{{ row.why_partly }}'
                    else '{{ row.why_yes }}'
                end,
                {% if row.detail %}
                    case when {{ row.possible_if }} or {{ row.detail_if }} then {{ row.detail }} else '' end
                {% else %}
                    ''
                {% endif %}
            ) as why,
            case when not ({{ row.possible_if }} and {{ row.full_if }}) then '{{ row.needs }}' end as needs
        from evidence
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    {{ hash_key(['source_name', 'question']) }} as capability_key,
    source_name,
    question,
    answer,
    why,
    needs
from answers
