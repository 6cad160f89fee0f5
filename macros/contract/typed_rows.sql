{#- Raw rows in the contract's columns and types, each with the reason why it cannot be used, if any. What else cannot be
    used is emptied, and emptied_values says why. -#}
{% macro typed_rows(table_name, rows, columns, source_name) %}
    {% set found_columns = [] %}
    {% set raw_names = [] %}
    {% set rejecting, emptying = [], [] %}
    {% for column in columns %}
        {% do raw_names.append('raw ' ~ column.name) %}
    {% endfor %}
    {% for column in contract(table_name) %}
        {% set found = find_column(columns, column.name, source_name) %}
        {% set faults = value_faults(column, found, sql_name('given ' ~ column.name), column.name, source_name) %}
        {% do found_columns.append((column, found, faults)) %}
        {% do (rejecting if is_decisive(column) else emptying).append(faults) %}
    {% endfor %}

    select
        {% for column, found, faults in found_columns %}
            cast({{ value_or_default(column, found, source_name) }} as {{ contract_type(column.kind) }}) as {{ column.name }},
        {% endfor %}
        cast(source_file as string) as source_file,
        cast(record_number as bigint) as record_number,
        cast(reject_reason as string) as reject_reason,
        case when reject_reason is null then cast(emptied_values as string) end as emptied_values,
        case when reject_reason is not null or emptied_values is not null then {{ row_text(raw_names) }} end as raw_text
    from (
        select
            {% for column, found, faults in found_columns %}
                {% if is_decisive(column) or not faults %}
                    {{ column.name }},
                {% else %}
                    case when {{ faults | map(attribute='when') | join(' or ') }} then null else {{ column.name }} end as {{ column.name }},
                {% endif %}
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for faults in rejecting %}
                    {{ reject_rules(faults) }}
                {% endfor %}
            end as reject_reason,
            {{ emptied_values(emptying) }} as emptied_values,
            {% for name in raw_names %}
                {{ sql_name(name) }},
            {% endfor %}
            source_file,
            record_number
        from (
            select
                {% for column, found, faults in found_columns %}
                    {{ typed_value(column, found, source_name) }} as {{ column.name }},
                    {{ column.name }} as {{ sql_name('given ' ~ column.name) }},
                {% endfor %}
                {% for name in raw_names %}
                    {{ sql_name(name) }},
                {% endfor %}
                source_file,
                record_number
            from (
                select
                    {% for column, found, faults in found_columns %}
                        {{ raw_value(column, found) }} as {{ column.name }},
                    {% endfor %}
                    {% for column in columns %}
                        {{ sql_name(column.name) }} as {{ sql_name('raw ' ~ column.name) }},
                    {% endfor %}
                    source_file,
                    record_number
                from {{ rows }}
            ) as raw_values
        ) as typed_values
    ) as judged_values
{% endmacro %}
