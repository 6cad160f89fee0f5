{#- Lists the files of all selected sources, and what lies beside them and is read as no table, once for the whole run: what
    is delivered meanwhile waits for the next. -#}
{% macro list_files() %}
    {% do run_query('create schema if not exists inputs') %}
    {% set listings, folders = [], [] %}
    {% for source_name in selected_sources() %}
        {% set folder = sql_text(data_dir() ~ '/' ~ source_name) %}
        {% do folders.append("select '" ~ source_name ~ "' as source_name, unnest(find_files(" ~ folder ~ ", [''], false)) as file") %}
        {% for table in source_tables(source_name) %}
            {% set listing %}
                select '{{ table.base_model }}' as model_name, file, {{ source_file('file') }} as source_file
                from (select unnest(find_files({{ sql_text(table.stem) }}, {{ table.endings }}, {{ table.is_lines or false }})) as file)
            {% endset %}
            {% do listings.append(listing) %}
        {% endfor %}
    {% endfor %}
    {% do listings.append('select cast(null as string) as model_name, cast(null as string) as file, cast(null as string) as source_file where false') %}
    {% do run_query('create or replace table inputs.files as select *, file_signature(file) as signature from ('
        ~ listings | join(' union all ') ~ ')') %}
    {% do run_query('create or replace table inputs.unread_files as select * from (' ~ folders | join(' union all ')
        ~ ') where file not in (select file from inputs.files)') %}
{% endmacro %}
