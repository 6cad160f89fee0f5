{#- Stops the run when a setting is senseless or contradicts another. Runs before anything is built. -#}
{% macro check_settings() %}
    {% do selected_sources() %}
    {% do files_columns() %}
    {% do files_time_formats() %}
    {% do rising_numbers('sensitivity_timeouts_minutes') %}
    {% do rising_numbers('dropout_rule_days') %}
    {% do rising_numbers('landmark_days') %}
    {% do one_of('headline_landmark_day', 'landmark_days') %}
    {% do rising_numbers('early_progress_percents', 100) %}
    {% do one_of('early_progress_percent', 'early_progress_percents') %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% for name, rule in settings().items() if rule %}
        {% set fault = setting_fault(var(name), rule) %}
        {% if fault %}{% do exceptions.raise_compiler_error(name ~ ': expected ' ~ fault) %}{% endif %}
    {% endfor %}

    {% if var('time_on_task_low_cap_minutes') > var('time_on_task_cap_minutes') %}
        {% do exceptions.raise_compiler_error('time_on_task_low_cap_minutes: must not be above time_on_task_cap_minutes, '
            ~ var('time_on_task_low_cap_minutes') ~ ' is above ' ~ var('time_on_task_cap_minutes')) %}
    {% endif %}
    {% set from, to, origin = var('plausible_from') | string, var('plausible_to') | string, var('relative_time_origin') | string %}
    {% if from >= to %}
        {% do exceptions.raise_compiler_error('plausible_from: must lie before plausible_to, ' ~ from ~ ' does not') %}
    {% endif %}
    {% if not from <= origin < to or origin | length != 10 %}
        {% do exceptions.raise_compiler_error(
            'relative_time_origin: expected a date without a time, from plausible_from to plausible_to, found ' ~ origin
        ) %}
    {% endif %}
    {% set contract_columns = contract().values() | sum(start=[]) | map(attribute='name') | unique | list %}
    {% for column in files_columns() if column not in contract_columns %}
        {% do exceptions.raise_compiler_error('files_columns: ' ~ column ~ ' is not a column of the contract; choose from '
            ~ contract_columns | join(', ')) %}
    {% endfor %}
{% endmacro %}

{#- What was expected of a setting and found instead; none if it is as its rule says. -#}
{% macro setting_fault(value, rule) %}
    {% if rule is mapping and rule.example %}
        {% set expected, is_sound = 'a text such as "' ~ rule.example ~ '"', value is string %}
    {% elif rule is mapping %}
        {% set least = 'from ' ~ rule.from ~ ' up' if 'from' in rule else 'above ' ~ rule.above %}
        {% set most = ' and up to ' ~ rule.up_to if rule.up_to else ' and below ' ~ rule.below if rule.below else '' %}
        {% set expected = rule.number ~ ' ' ~ least ~ most %}
        {% set is_number = value is number and value is not boolean and value == value and value | abs < 1000000000 %}
        {% set is_sound = is_number and (value is integer or rule.number != 'a whole number')
            and (value >= rule.from if 'from' in rule else value > rule.above)
            and (value <= rule.up_to if rule.up_to else value < rule.below if rule.below else true) %}
    {% elif rule is not string %}
        {% set expected, is_sound = rule | join(' or '), value in rule %}
    {% elif rule == 'flag' %}
        {% set expected, is_sound = 'true or false', value is boolean %}
    {% elif rule == 'character' %}
        {% set expected, is_sound = 'one character such as ";"', value is string and value | length == 1 %}
    {% elif rule == 'day and year' %}
        {% set expected = 'a day and a year such as "%d/%m/%y, %H:%M"' %}
        {% set is_sound = '%d' in value | string and ('%y' in value | string or '%Y' in value | string) %}
    {% elif rule == 'date' %}
        {% set expected = 'a date such as "2025-09-01"' %}
        {% set sql = 'select try_cast(' ~ sql_text(value | string) ~ ' as timestamp) is not null' %}
        {% set is_sound = run_query(sql).columns[0].values()[0] %}
    {% elif rule == 'zone' %}
        {% set expected = 'an IANA name such as Europe/Berlin' %}
        {% set sql = 'select count(*) from pg_timezone_names() where name = ' ~ sql_text(value | string) %}
        {% set is_sound = run_query(sql).columns[0].values()[0] %}
    {% endif %}
    {% set found = '"' ~ value ~ '"' if rule in ['character', 'day and year'] else value %}
    {{ return(none if is_sound else expected ~ ', found ' ~ found) }}
{% endmacro %}
