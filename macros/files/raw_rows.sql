{#- How a file is read, said once. Every raw table is read in one pass, all text columns as text; lines that have too
    many or too few fields, an open quote or bytes that are not UTF-8 do not come through: DuckDB lists them in a
    temporary table, from which `keep_unreadable_lines` adds them to the base model. -#}

{#- Files with equal columns are read together: a list of {files, columns, is_parquet, unreadable_table}. -#}
{% macro file_groups(table) %}
    {% set groups = {} %}
    {% for file in find_files(table) %}
        {% set columns = find_columns(file, table) %}
        {% set is_parquet = file.lower().endswith('.parquet') %}
        {% set key = is_parquet ~ columns %}
        {% if key not in groups %}
            {% do groups.update({key: {
                'files': [], 'columns': columns, 'is_parquet': is_parquet,
                'unreadable_table': 'unreadable_' ~ table.source_name ~ '_' ~ table.name ~ '_' ~ groups | length,
            }}) %}
        {% endif %}
        {% do groups[key].files.append(file) %}
    {% endfor %}
    {{ return(groups.values() | list) }}
{% endmacro %}

{#- The columns that reading adds to those of a file, which therefore must not have them. -#}
{% macro reserved_columns() %}
    {{ return(['raw_file', 'raw_text', 'source_file', 'record_number', 'reject_reason', 'file_row_number']) }}
{% endmacro %}

{#- A relation of the raw rows of a group: its columns, source_file (below the data folder) and record_number. -#}
{% macro raw_rows(group, table) %}{{ return(adapter.dispatch('raw_rows')(group, table)) }}{% endmacro %}
{% macro duckdb__raw_rows(group, table) -%}
    {%- set files = [] -%}
    {%- for file in group.files %}{% do files.append(sql_text(file)) %}{% endfor -%}
    {%- if group.is_parquet -%}
        (
            select *, {{ source_file('raw_file') }} as source_file, file_row_number + 1 as record_number
            from read_parquet([{{ files | join(', ') }}], filename = 'raw_file', file_row_number = true)
        )
    {%- else -%}
        {%- set columns = [] -%}
        {%- for column in group.columns %}{% do columns.append(sql_text(column.name) ~ ": 'VARCHAR'") %}{% endfor -%}
        {%- set quote = '"' if table.is_quoted else '' -%}
        (
            {#- Each file is read by itself: in one read_csv of more files than twice its threads, DuckDB 1.5 forgets to
                list a quote that the end of a file leaves open. #}
            {% for file in files %}
                select
                    * exclude (raw_file),
                    {{ source_file('raw_file') }} as source_file,
                    row_number() over () as record_number
                from read_csv(
                    {{ file }},
                    columns = {{ '{' ~ columns | join(', ') ~ '}' }},
                    header = true,
                    auto_detect = false,
                    delim = {{ sql_text(delimiter_of(table)) }},
                    quote = '{{ quote }}',
                    escape = '{{ quote }}',
                    filename = 'raw_file',
                    store_rejects = true,
                    rejects_table = '{{ group.unreadable_table }}',
                    rejects_scan = '{{ group.unreadable_table }}_scans'
                )
                {% if not loop.last %}union all{% endif %}
            {% endfor %}
        )
    {%- endif -%}
{%- endmacro %}

{#- The path of a file below the data folder, which is the same on every machine. -#}
{% macro source_file(path) -%}
    replace({{ path }}, {{ sql_text(data_dir() ~ '/') }}, '')
{%- endmacro %}

{#- Pre-hook of a base model: forget the unreadable lines of an earlier run in the same process. -#}
{% macro forget_unreadable_lines(source_name, name) %}
    {% if execute %}
        {% for group in file_groups(source_table(source_name, name)) if not group.is_parquet %}
            drop table if exists {{ group.unreadable_table }};
            drop table if exists {{ group.unreadable_table }}_scans;
        {% endfor %}
    {% endif %}
{% endmacro %}

{#- Post-hook of a base model: add its unreadable lines, each with what is wrong, and count them in record_number. -#}
{% macro keep_unreadable_lines(source_name, name) %}
    {% if execute %}
        {% for group in file_groups(source_table(source_name, name)) if not group.is_parquet %}
            {% set lines %}
                select
                    {{ source_file('scans.file_path') }} as source_file,
                    faults.line - 1 as record_number,
                    case coalesce(arg_min(faults.error_type, faults.column_idx), min(faults.error_type))
                        when 'TOO MANY COLUMNS' then 'too many fields'
                        when 'MISSING COLUMNS' then 'too few fields'
                        when 'UNQUOTED VALUE' then 'a quote is not closed'
                        when 'INVALID ENCODING' then 'not UTF-8'
                        when 'LINE SIZE OVER MAXIMUM' then 'longer than 2 MB'
                        else coalesce(lower(arg_min(faults.error_type, faults.column_idx)), 'unreadable')
                    end as reject_reason,
                    trim(any_value(faults.csv_line), chr(10) || chr(13)) as raw_text
                from {{ group.unreadable_table }} as faults
                inner join {{ group.unreadable_table }}_scans as scans using (scan_id, file_id)
                group by scans.file_path, faults.line
            {% endset %}
            {% if run_query('select count(*) from (' ~ lines ~ ')').columns[0].values()[0] > 0 %}
                update {{ this }} as readable
                set record_number = record_number + (
                    select count(*)
                    from (
                        select source_file, record_number - row_number() over (
                            partition by source_file order by record_number
                        ) as readable_before
                        from ({{ lines }})
                    ) as unreadable
                    where unreadable.source_file = readable.source_file
                        and unreadable.readable_before < readable.record_number
                );
                insert into {{ this }} by name {{ lines }};
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}
