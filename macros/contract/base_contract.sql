{#- A base model of the source `files`: one select per group of files with equal columns, an empty one without files. -#}
{% macro base_files(table_name) %}
    {% do source('files', table_name) %}
    {% set table = source_table('files', table_name) %}
    {% for group in file_groups(table) %}
        {% if not loop.first %}union all by name{% endif %}
        {{ typed_rows(table_name, raw_rows(group, table), group.columns, 'files') }}
    {% else %}
        {{ typed_rows(table_name, '(select null as source_file, null as record_number) where false', [], 'files') }}
    {% endfor %}
{% endmacro %}

{#- A base model of a source whose tables are seeds with all columns as text. -#}
{% macro base_seed(source_name, table_name) %}
    {% set seed = source_name ~ '_' ~ table_name %}
    {% set rows %}
        (
            select *, 'seeds/{{ source_name }}/{{ seed }}.csv' as source_file, row_number() over () as record_number
            from {{ ref(seed) }}
        )
    {% endset %}
    {% set columns = [] %}
    {% for name in contract_columns(table_name) %}
        {% do columns.append({'name': name, 'type': 'VARCHAR'}) %}
    {% endfor %}
    {{ typed_rows(table_name, rows, columns, source_name) }}
{% endmacro %}

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
        cast(source_file as varchar) as source_file,
        cast(record_number as bigint) as record_number,
        cast(reject_reason as varchar) as reject_reason,
        case when reject_reason is not null then cast(raw_text as varchar) end as raw_text
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
