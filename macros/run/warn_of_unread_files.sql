{#- Names what lies in the folder of the user's own files and is read as no table. -#}
{% macro warn_of_unread_files() %}
    {% set folder = data_dir() ~ '/files' %}
    {% set sql %}
        select file
        from (select unnest(find_files({{ sql_text(folder) }}, [''])) as file)
        where file not in (select file from inputs.files)
        order by file
    {% endset %}
    {% set files = run_query(sql).columns[0].values() | list %}
    {% if files %}
        {% do exceptions.warn(folder ~ ': files that are not read: ' ~ files | length ~ ' (' ~ files[:3] | join(', ')
            ~ (', …' if files | length > 3 else '') ~ '); a table is a .csv, .csv.gz or .parquet file, or a folder of them, '
            ~ 'called ' ~ contract_tables() | join(' or ')) %}
    {% endif %}
{% endmacro %}
