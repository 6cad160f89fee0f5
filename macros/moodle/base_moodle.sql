{#- A base model of a Moodle table: its columns (kind: text, whole, number, or unix for Unix seconds) in their types, each
    row with the reason why it cannot be used, if any. Rules are further reasons: {reason: condition}. The raw text is
    left out: names, addresses and texts stand in these files. -#}
{% macro base_moodle(name, columns, rules={}) %}
    {% set found_columns = [] %}
    {% for column in columns %}
        {% set kind = 'whole' if column.kind == 'unix' else column.kind %}
        {% do found_columns.append((
            {'name': column.name, 'kind': kind, 'is_required': column.is_required},
            {'name': column.name, 'type': 'VARCHAR'},
        )) %}
    {% endfor %}
    select
        *,
        case
            when first_reason is not null then first_reason
            {% for column in columns if column.kind == 'unix' %}
                when {{ column.name }} <> 0 and not coalesce({{ is_plausible_time(unix_time(column.name)) }}, false)
                    then '{{ column.name }} is outside the plausible range'
            {% endfor %}
            {% for reason, condition in rules.items() %}
                when {{ condition }} then '{{ reason }}'
            {% endfor %}
        end as reject_reason,
        cast(null as string) as raw_text
    from (
        select
            {% for column, found in found_columns %}
                {{ typed_value(column, found) }} as {{ column.name }},
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for column, found in found_columns %}
                    {{ reject_rules(value_faults(column, found, column.name, typed_value(column, found))) }}
                {% endfor %}
            end as first_reason,
            source_file,
            record_number
        from ({{ moodle_rows(name, columns | map(attribute='name') | list) }}) as texts
    ) as typed
{% endmacro %}
