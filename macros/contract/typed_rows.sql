{#- Raw rows in the contract's columns and types, each with the reason why it cannot be used, if any. -#}
{% macro typed_rows(table_name, rows, columns, source_name) %}
    {% set contract_columns = [] %}
    {% for column in contract(table_name) %}
        {% do contract_columns.append((column, find_column(columns, column.name, source_name))) %}
    {% endfor %}
    {% set has_no_ids = table_name == 'actions' and not find_column(columns, 'action_id', source_name) %}

    select
        {% for column, found in contract_columns %}
            {% if has_no_ids and column.name == 'action_id' %}
                {{ occurrence_hash() }} as action_id,
            {% else %}
                cast({{ value_or_default(column, found, source_name) }} as {{ contract_type(column.kind) }}) as {{ column.name }},
            {% endif %}
        {% endfor %}
        cast(source_file as string) as source_file,
        cast(record_number as bigint) as record_number,
        cast(reject_reason as string) as reject_reason,
        case when reject_reason is not null then cast(raw_text as string) end as raw_text
    from (
        select
            {% for column, found in contract_columns %}
                {{ typed_value(column, found) }} as {{ column.name }},
            {% endfor %}
            case
                when source_file is null then 'no file'
                {% for column, found in contract_columns %}
                    {{ reject_rules(column, found) }}
                {% endfor %}
            end as reject_reason,
            source_file,
            record_number,
            raw_text
        from (
            select
                {% for column, found in contract_columns %}
                    {{ raw_value(column, found) }} as {{ column.name }},
                {% endfor %}
                source_file,
                record_number,
                {{ raw_text(columns) }} as raw_text
            from {{ rows }}
        ) as raw_values
    ) as typed_values
{% endmacro %}
