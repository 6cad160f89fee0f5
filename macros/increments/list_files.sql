{#- Lists the files of all selected sources, and what lies beside them and is read as no table, once for the whole run: what
    is delivered meanwhile waits for the next. -#}
{% macro list_files() %}
    {% if not execute or flags.WHICH not in ['build', 'run'] %}{{ return('') }}{% endif %}
    {% do run_query('create schema if not exists inputs') %}
    {% do run_query('create or replace table inputs.files (model_name string, file string, source_file string, signature string)') %}
    {% do run_query('create or replace table inputs.unread_files (source_name string, file string)') %}
    {% for table in selected_tables() %}
        {% do run_query(
            'insert into inputs.files select ' ~ sql_text(table.base_model) ~ ', file, ' ~ source_file('file')
            ~ ', file_signature(file) from (select unnest(table_files(' ~ table.declared ~ ')) as file)'
        ) %}
    {% endfor %}
    {% for source_name in selected_sources() %}
        {% do run_query(
            "insert into inputs.unread_files select '" ~ source_name ~ "', unnest(unread_files(" ~ sql_text(data_dir() ~ '/' ~ source_name)
            ~ ', (select coalesce(list(file), []) from inputs.files)))'
        ) %}
    {% endfor %}
{% endmacro %}
