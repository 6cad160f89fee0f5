{#- Stops the run when a variable is no date, no time zone, or the dates contradict each other. -#}
{% macro check_times() %}
    {% for name in ['plausible_from', 'plausible_to', 'relative_time_origin', 'as_of'] if var(name) or name != 'as_of' %}
        {% set found = run_query('select try_cast(' ~ sql_text(var(name) | string) ~ ' as timestamp) is not null as is_time') %}
        {% if not found.columns[0].values()[0] %}
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
        {% set zones = run_query('select count(*) from pg_timezone_names() where name = ' ~ sql_text(var(name) | string)) %}
        {% if not zones.columns[0].values()[0] %}
            {{ exceptions.raise_compiler_error(
                name ~ ': expected an IANA name such as Europe/Berlin, found ' ~ var(name)
            ) }}
        {% endif %}
    {% endfor %}
{% endmacro %}
