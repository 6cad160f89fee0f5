{#- A base model of a Moodle table: its columns (kind: text, whole, number, or unix for Unix seconds) in their types, each
    row with the reason why it cannot be used, if any. Only a required column costs the row; `called` is what the reason
    calls it. Any other value that cannot be used is null. Rules are further reasons: {reason: condition}. The raw text is
    left out: names, addresses and texts stand in these files. -#}
{% macro base_moodle(name, columns, rules={}) %}
    {% set expected = {'unix': 'a time', 'whole': 'a whole number', 'number': 'a number'} %}
    {% set typed, plausible = {}, {} %}
    {% for column in columns %}
        {% set number = parse_number(column.name) if column.kind == 'number' else parse_whole_number(column.name) %}
        {% do typed.update({column.name: column.name if column.kind == 'text' else number}) %}
        {% set is_plausible = number ~ ' = 0 or ' ~ is_plausible_time(unix_time(number)) %}
        {% set time = 'case when ' ~ is_plausible ~ ' then ' ~ number ~ ' end' %}
        {% do plausible.update({column.name: time if column.kind == 'unix' else typed[column.name]}) %}
    {% endfor %}
    select
        *,
        case
            when first_reason is not null then first_reason
            {% for reason, condition in rules.items() %}
                when {{ condition }} then '{{ reason }}'
            {% endfor %}
        end as reject_reason,
        cast(null as string) as raw_text
    from (
        select
            {% for column in columns %}
                {{ plausible[column.name] }} as {{ column.name }},
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for column in columns if column.is_required %}
                    when {{ column.name }} is null {{ "or " ~ column.name ~ " = '0'" if column.kind == 'unix' }}
                        then '{{ "no " ~ column.called if column.called else column.name ~ " is missing" }}'
                    {% if column.kind in expected %}
                        when {{ typed[column.name] }} is null
                            then '{{ column.called or column.name }} is not {{ expected[column.kind] }}'
                        when {{ plausible[column.name] }} is null
                            then '{{ column.called or column.name }} is outside the plausible range'
                    {% endif %}
                {% endfor %}
            end as first_reason,
            source_file,
            record_number
        from ({{ moodle_rows(name, columns | map(attribute='name') | list) }}) as texts
    ) as typed
{% endmacro %}
