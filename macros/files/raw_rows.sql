{#- How a file is read, said once: the raw rows of a group of files with equal columns, in one pass and all text as text,
    with source_file (below the data folder) and record_number. A line, or a value of a JSON document as if it stood in one,
    is a row of one column, `line`, which is null for a blank line. Lines that cannot be parsed do not come through: DuckDB
    lists them in a temporary table, from which the materialization from_files adds them to the base model. -#}
{% macro raw_rows(group, table) %}{{ return(adapter.dispatch('raw_rows')(group, table)) }}{% endmacro %}
{% macro duckdb__raw_rows(group, table) -%}
    {%- if group.is_document -%}
        (
            select
                unnest(texts) as line,
                {{ source_file('raw_file') }} as source_file,
                generate_subscripts(texts, 1) as record_number
            from (
                select raw_file, read_values(raw_file) as texts
                from (select unnest({{ sql_texts(group.files) }}) as raw_file)
            ) as documents
        )
    {%- elif table.is_lines -%}
        (
            select
                line,
                {{ source_file('raw_file') }} as source_file,
                place - min(place) over (partition by raw_file) + 1 as record_number
            from (
                select line, raw_file, row_number() over () as place
                from read_csv(
                    {{ sql_texts(group.patterns) }},
                    columns = {'line': 'VARCHAR'},
                    header = false,
                    auto_detect = false,
                    {#- A character that JSON writes as an escape: no line holds it. #}
                    delim = '{{ "\x1f" }}',
                    quote = '',
                    escape = '',
                    {#- Strict mode fails on a carriage return within a line. #}
                    strict_mode = false,
                    filename = 'raw_file',
                    store_rejects = true,
                    rejects_table = '{{ group.unreadable_table }}',
                    rejects_scan = '{{ group.unreadable_table }}_scans'
                )
            ) as lines
        )
    {%- elif group.is_parquet -%}
        (
            select *, {{ source_file('raw_file') }} as source_file, file_row_number + 1 as record_number
            from read_parquet({{ sql_texts(group.patterns) }}, filename = 'raw_file', file_row_number = true)
        )
    {%- else -%}
        {%- set columns = [] -%}
        {%- set names = [] -%}
        {%- for column in group.columns -%}
            {%- do columns.append(sql_text(column.name) ~ ": 'VARCHAR'") -%}
            {%- do names.append(sql_name(column.name)) -%}
        {%- endfor -%}
        {%- set quote = '"' if table.is_quoted else '' -%}
        {%- set escape = '\\' if table.dialect == 'mysql' else quote -%}
        (
            {#- Each file is read by itself: in one read_csv of more files than twice its threads, DuckDB 1.5 forgets to
                list a quote that the end of a file leaves open. #}
            {% for pattern in group.patterns %}
                select
                    * exclude (raw_file),
                    {{ source_file('raw_file') }} as source_file,
                    row_number() over () as record_number
                from read_csv(
                    {{ sql_text(pattern) }},
                    columns = {{ '{' ~ columns | join(', ') ~ '}' }},
                    header = true,
                    auto_detect = false,
                    delim = {{ sql_text(table.delimiter) }},
                    quote = '{{ quote }}',
                    escape = '{{ escape }}',
                    filename = 'raw_file',
                    store_rejects = true,
                    rejects_table = '{{ group.unreadable_table }}',
                    rejects_scan = '{{ group.unreadable_table }}_scans'
                )
                {#- This asks for every column: DuckDB 1.5 fails on a bad value in one that is not asked for. #}
                where row({{ names | join(', ') }}) is not null
                {% if not loop.last %}union all{% endif %}
            {% endfor %}
        )
    {%- endif -%}
{%- endmacro %}
