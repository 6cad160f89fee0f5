{#- Every setting by what it must be: the bounds of a number, an example of a text, the words to choose from, or a kind. Those
    that are judged where dbt reads them first have none. -#}
{% macro settings() %}
    {% set positive = {'number': 'a number', 'above': 0} %}
    {% set from_zero = {'number': 'a number', 'from': 0} %}
    {% set count = {'number': 'a whole number', 'above': 0} %}
    {% set share = {'number': 'a share', 'above': 0, 'up_to': 1} %}
    {{ return({
        'sources': none, 'data_dir': {'example': 'data'},
        'files_columns': none, 'files_delimiter': 'character', 'files_time_format': none,
        'files_times_are_relative': 'flag', 'files_default_course_id': {'example': 'course'},
        'files_default_action_type': {'example': 'play_video'}, 'files_are_fully_labelled': 'flag',
        'moodle_table_prefix': {'example': 'mdl_'}, 'moodle_csv_dialect': ['standard', 'mysql'],
        'moodle_guest_user_id': count, 'moodle_site_course_id': count, 'moodle_report_time_zone': 'zone',
        'moodle_report_time_format': 'day and year',
        'time_zone': 'zone', 'relative_time_origin': 'date', 'plausible_from': 'date', 'plausible_to': 'date',
        'as_of': 'date' if var('as_of') else none,
        'session_timeout_minutes': positive, 'page_close_ends_session': 'flag', 'sensitivity_timeouts_minutes': none,
        'time_on_task_cap_minutes': positive, 'time_on_task_low_cap_minutes': positive, 'engaged_session_seconds': from_zero,
        'gap_bin_width': positive,
        'at_risk_silence_days': positive, 'recent_days': count, 'high_percentile': {'number': 'a share', 'above': 0.5, 'below': 1},
        'pacing_user_count': count, 'outlier_z': positive, 'insight_user_count': count, 'call_list_size': count,
        'video_segment_seconds': positive, 'complete_view_end_seconds': from_zero, 'complete_view_rate': share,
        'completed_progress_rate': share, 'passing_grade': share, 'final_grades_are_final': 'flag',
        'dropout_silence_days': positive, 'dropout_rule_days': none, 'course_over_days': positive,
        'reliable_reached_count': positive, 'false_discovery_rate': {'number': 'a share', 'above': 0, 'below': 1},
        'landmark_days': none, 'early_progress_percents': none, 'headline_landmark_day': none,
        'early_progress_percent': none, 'interval_z': positive,
        'action_memory_bytes': positive, 'min_cell_size': positive,
    }) }}
{% endmacro %}
