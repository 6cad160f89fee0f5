{#- Stops the run when variables are senseless or contradict each other, such as what is no date or no time zone. Runs before
    anything is built. -#}
{% macro check_settings() %}
    {% do selected_sources() %}

    {% set positive = [
        'session_timeout_minutes', 'time_on_task_cap_minutes', 'time_on_task_low_cap_minutes',
        'gap_bin_width', 'at_risk_silence_days', 'outlier_z', 'video_segment_seconds', 'dropout_silence_days',
        'reliable_reached_count', 'course_over_days', 'interval_z', 'min_cell_size', 'action_memory_bytes',
    ] %}
    {% for name in positive if not is_finite(var(name)) or var(name) <= 0 %}
        {{ exceptions.raise_compiler_error(name ~ ': expected a number above 0, found ' ~ var(name)) }}
    {% endfor %}

    {% for name in ['recent_days', 'pacing_user_count', 'insight_user_count', 'call_list_size', 'moodle_guest_user_id', 'moodle_site_course_id']
        if not is_finite(var(name)) or var(name) is not integer or var(name) <= 0 %}
        {{ exceptions.raise_compiler_error(name ~ ': expected a whole number above 0, found ' ~ var(name)) }}
    {% endfor %}

    {% if not is_finite(var('high_percentile')) or var('high_percentile') <= 0.5 or var('high_percentile') >= 1 %}
        {{ exceptions.raise_compiler_error(
            'high_percentile: expected a share above 0.5 and below 1, found ' ~ var('high_percentile')
        ) }}
    {% endif %}

    {% if not is_finite(var('false_discovery_rate')) or var('false_discovery_rate') <= 0 or var('false_discovery_rate') >= 1 %}
        {{ exceptions.raise_compiler_error(
            'false_discovery_rate: expected a share above 0 and below 1, found ' ~ var('false_discovery_rate')
        ) }}
    {% endif %}

    {% for name in ['engaged_session_seconds', 'complete_view_end_seconds']
        if not is_finite(var(name)) or var(name) < 0 %}
        {{ exceptions.raise_compiler_error(name ~ ': expected a number from 0 up, found ' ~ var(name)) }}
    {% endfor %}

    {% for name in ['completed_progress_rate', 'passing_grade', 'complete_view_rate']
        if not is_finite(var(name)) or var(name) <= 0 or var(name) > 1 %}
        {{ exceptions.raise_compiler_error(name ~ ': expected a share above 0 and up to 1, found ' ~ var(name)) }}
    {% endfor %}

    {% if var('time_on_task_low_cap_minutes') > var('time_on_task_cap_minutes') %}
        {{ exceptions.raise_compiler_error('time_on_task_low_cap_minutes: must not be above time_on_task_cap_minutes, '
            ~ var('time_on_task_low_cap_minutes') ~ ' is above ' ~ var('time_on_task_cap_minutes')) }}
    {% endif %}

    {% for name in ['sensitivity_timeouts_minutes', 'dropout_rule_days'] %}
        {% do rising_numbers(name) %}
    {% endfor %}

    {% do rising_numbers('landmark_days') %}
    {% do one_of('headline_landmark_day', 'landmark_days') %}
    {% do rising_numbers('early_progress_percents', 100) %}
    {% do one_of('early_progress_percent', 'early_progress_percents') %}

    {% for name in ['page_close_ends_session', 'files_are_fully_labelled', 'files_times_are_relative', 'final_grades_are_final']
        if var(name) is not boolean %}
        {{ exceptions.raise_compiler_error(name ~ ': expected true or false, found ' ~ var(name)) }}
    {% endfor %}

    {% for name in ['files_default_course_id', 'files_default_action_type'] if var(name) is not string %}
        {{ exceptions.raise_compiler_error(name ~ ': expected a text such as "course", found ' ~ var(name)) }}
    {% endfor %}

    {% do files_time_formats() %}

    {% if var('files_delimiter') is not string or var('files_delimiter') | length != 1 %}
        {{ exceptions.raise_compiler_error(
            'files_delimiter: expected one character such as ";", found "' ~ var('files_delimiter') ~ '"'
        ) }}
    {% endif %}

    {% if var('moodle_csv_dialect') not in ['standard', 'mysql'] %}
        {{ exceptions.raise_compiler_error(
            'moodle_csv_dialect: expected standard or mysql, found ' ~ var('moodle_csv_dialect')
        ) }}
    {% endif %}

    {% set format = var('moodle_report_time_format') | string %}
    {% if '%d' not in format or not ('%y' in format or '%Y' in format) %}
        {{ exceptions.raise_compiler_error(
            'moodle_report_time_format: expected a day and a year such as "%d/%m/%y, %H:%M", found "' ~ format ~ '"'
        ) }}
    {% endif %}

    {% set contract_columns = contract().values() | sum(start=[]) | map(attribute='name') | unique | list %}
    {% for column in files_columns() if execute and column not in contract_columns %}
        {{ exceptions.raise_compiler_error('files_columns: ' ~ column ~ ' is not a column of the contract; choose from '
            ~ contract_columns | join(', ')) }}
    {% endfor %}

    {% if execute %}
        {% for name in ['plausible_from', 'plausible_to', 'relative_time_origin', 'as_of'] if var(name) or name != 'as_of' %}
            {% set sql = 'select try_cast(' ~ sql_text(var(name) | string) ~ ' as timestamp) is not null' %}
            {% if not run_query(sql).columns[0].values()[0] %}
                {{ exceptions.raise_compiler_error(name ~ ': expected a date such as "2025-09-01", found ' ~ var(name)) }}
            {% endif %}
        {% endfor %}
        {% if var('plausible_from') | string >= var('plausible_to') | string %}
            {{ exceptions.raise_compiler_error(
                'plausible_from: must lie before plausible_to, ' ~ var('plausible_from') ~ ' does not'
            ) }}
        {% endif %}
        {% if not (var('plausible_from') | string <= var('relative_time_origin') | string < var('plausible_to') | string)
            or var('relative_time_origin') | string | length != 10 %}
            {{ exceptions.raise_compiler_error(
                'relative_time_origin: expected a date without a time, from plausible_from to plausible_to, found '
                ~ var('relative_time_origin')
            ) }}
        {% endif %}
        {% for name in ['time_zone', 'moodle_report_time_zone'] %}
            {% set sql = 'select count(*) from pg_timezone_names() where name = ' ~ sql_text(var(name) | string) %}
            {% if not run_query(sql).columns[0].values()[0] %}
                {{ exceptions.raise_compiler_error(
                    name ~ ': expected an IANA name such as Europe/Berlin, found ' ~ var(name)
                ) }}
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}
