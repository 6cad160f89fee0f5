{#- Raw rows in the contract's columns and types, each with the reason why it cannot be used, if any. -#}
{% macro typed_rows(table_name, rows, columns, source_name) %}
    {% set found_columns = [] %}
    {% set raw_names = [] %}
    {% for column in columns %}
        {% do raw_names.append('raw ' ~ column.name) %}
    {% endfor %}
    {% for column in contract(table_name) %}
        {% do found_columns.append((column, find_column(columns, column.name, source_name))) %}
    {% endfor %}

    select
        {% for column, found in found_columns %}
            cast({{ value_or_default(column, found, source_name) }} as {{ contract_type(column.kind) }}) as {{ column.name }},
        {% endfor %}
        cast(source_file as string) as source_file,
        cast(record_number as bigint) as record_number,
        cast(reject_reason as string) as reject_reason,
        case when reject_reason is not null then {{ row_text(raw_names) }} end as raw_text
    from (
        select
            {% for column, found in found_columns %}
                {{ typed_value(column, found) }} as {{ column.name }},
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for column, found in found_columns %}
                    {{ reject_rules(column, found) }}
                {% endfor %}
            end as reject_reason,
            {% for name in raw_names %}
                {{ sql_name(name) }},
            {% endfor %}
            source_file,
            record_number
        from (
            select
                {% for column, found in found_columns %}
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
{% endmacro %}
