{#- Stops the run when variables are senseless or contradict each other. Runs before anything is built. -#}
{% macro check_settings() %}
    {% do selected_sources() %}

    {% set positive = [
        'session_timeout_minutes', 'time_on_task_cap_minutes', 'time_on_task_low_cap_minutes',
        'gap_bin_width', 'dropout_silence_days', 'reliable_reached_count', 'interval_z', 'min_cell_size',
    ] %}
    {% for name in positive if var(name) is not number or var(name) <= 0 %}
        {{ stop(name ~ ': expected a number above 0, found ' ~ var(name)) }}
    {% endfor %}

    {% if var('engaged_session_seconds') is not number or var('engaged_session_seconds') < 0 %}
        {{ stop('engaged_session_seconds: expected a number from 0 up, found ' ~ var('engaged_session_seconds')) }}
    {% endif %}

    {% for name in ['completed_progress_rate', 'passing_grade']
        if var(name) is not number or var(name) <= 0 or var(name) > 1 %}
        {{ stop(name ~ ': expected a share above 0 and up to 1, found ' ~ var(name)) }}
    {% endfor %}

    {% if var('time_on_task_low_cap_minutes') > var('time_on_task_cap_minutes') %}
        {{ stop('time_on_task_low_cap_minutes: must not be above time_on_task_cap_minutes, '
            ~ var('time_on_task_low_cap_minutes') ~ ' is above ' ~ var('time_on_task_cap_minutes')) }}
    {% endif %}

    {% do sensitivity_timeouts() %}

    {% if var('page_close_ends_session') is not boolean %}
        {{ stop('page_close_ends_session: expected true or false, found ' ~ var('page_close_ends_session')) }}
    {% endif %}

    {% if var('files_delimiter') is not string or var('files_delimiter') | length != 1 %}
        {{ stop('files_delimiter: expected one character such as ";", found "' ~ var('files_delimiter') ~ '"') }}
    {% endif %}

    {% set contract_columns = [] %}
    {% for table in contract_tables() %}
        {% do contract_columns.extend(contract(table) | map(attribute='name') | list) %}
    {% endfor %}
    {% for column in files_columns() if column not in contract_columns %}
        {{ stop('files_columns: ' ~ column ~ ' is not a column of the contract; choose from '
            ~ contract_columns | unique | join(', ')) }}
    {% endfor %}

    {% if execute %}
        {% do check_times() %}
    {% endif %}
{% endmacro %}

{#- The timeouts to compare. Models loop over them while dbt parses, before check_settings runs, so the check is here. -#}
{% macro sensitivity_timeouts() %}
    {% set timeouts = var('sensitivity_timeouts_minutes') %}
    {% if timeouts is string or timeouts is not sequence or not timeouts
        or timeouts | reject('number') | list or timeouts | sort | unique | list != timeouts or timeouts[0] <= 0 %}
        {{ stop('sensitivity_timeouts_minutes: expected rising numbers above 0, found ' ~ timeouts) }}
    {% endif %}
    {{ return(timeouts) }}
{% endmacro %}

{#- The map from contract columns to the user's headers, checked here for the same reason. -#}
{% macro files_columns() %}
    {% if var('files_columns') is not mapping %}
        {{ stop('files_columns: expected a map such as {acted_at: event_time}, found ' ~ var('files_columns')) }}
    {% endif %}
    {{ return(var('files_columns')) }}
{% endmacro %}

{% macro check_times() %}
    {% for name in ['plausible_from', 'plausible_to', 'relative_time_origin', 'as_of'] if var(name) or name != 'as_of' %}
        {% set found = run_query('select try_cast(' ~ sql_text(var(name) | string) ~ ' as timestamp) is not null as is_time') %}
        {% if not found.columns[0].values()[0] %}
            {{ stop(name ~ ': expected a date such as "2025-09-01", found ' ~ var(name)) }}
        {% endif %}
    {% endfor %}
    {% if var('plausible_from') | string >= var('plausible_to') | string %}
        {{ stop('plausible_from: must lie before plausible_to, ' ~ var('plausible_from') ~ ' does not') }}
    {% endif %}
    {% if not (var('plausible_from') | string <= var('relative_time_origin') | string < var('plausible_to') | string)
        or var('relative_time_origin') | string | length != 10 %}
        {{ stop('relative_time_origin: expected a date without a time, from plausible_from to plausible_to, found '
            ~ var('relative_time_origin')) }}
    {% endif %}
    {% set zones = run_query('select count(*) from pg_timezone_names() where name = ' ~ sql_text(var('time_zone') | string)) %}
    {% if not zones.columns[0].values()[0] %}
        {{ stop('time_zone: expected an IANA name such as Europe/Berlin, found ' ~ var('time_zone')) }}
    {% endif %}
{% endmacro %}
