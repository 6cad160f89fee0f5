{#- What can be wrong with a value, each {when, reason}, over its column and `given <column>`, which is what the file has. -#}
{% macro value_faults(column, found, is_native, source_name) %}
    {% set faults = [] %}
    {% set name = column.name %}
    {% set given = sql_name('given ' ~ name) %}
    {% set settings = {
        'not a time': '; see files_time_format', 'outside': '; see plausible_from and plausible_to'
    } if source_name == 'files' else {} %}
    {% set expected = {
        'time': 'a time', 'number': 'a number', 'share': 'a number', 'whole': 'a whole number',
        'count': 'a whole number', 'flag': 'true or false',
    } %}
    {% if column.is_required or name == 'action_id' %}
        {% do faults.append({'when': given ~ ' is null', 'reason': name ~ ' is missing'}) %}
    {% endif %}
    {% if column.kind is not string %}
        {% do faults.append({
            'when': given ~ ' not in (' ~ sql_texts(column.kind)[1:-1] ~ ')',
            'reason': name ~ ' is not one of ' ~ column.kind | join(', '),
        }) %}
    {% elif column.kind in expected and not is_native %}
        {% do faults.append({
            'when': given ~ ' is not null and ' ~ name ~ ' is null',
            'reason': name ~ ' is not ' ~ expected[column.kind] ~ settings.get('not ' ~ expected[column.kind], ''),
        }) %}
    {% endif %}
    {% if column.kind == 'time' %}
        {% do faults.append({
            'when': 'not (' ~ is_plausible_time(name) ~ ')',
            'reason': name ~ ' is outside the plausible range' ~ settings.get('outside', ''),
        }) %}
    {% elif column.kind == 'share' %}
        {% do faults.append({'when': name ~ ' not between 0 and 1', 'reason': name ~ ' is not between 0 and 1'}) %}
    {% elif column.kind == 'count' %}
        {% do faults.append({'when': name ~ ' < 1', 'reason': name ~ ' is below 1'}) %}
        {% do faults.append({'when': name ~ ' > 1000000000', 'reason': name ~ ' is above 1,000,000,000'}) %}
    {% endif %}
    {{ return(faults if found else []) }}
{% endmacro %}
