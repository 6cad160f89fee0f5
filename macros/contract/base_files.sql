{#- A base model of the source `files`: one select per group of files with equal columns, an empty one without files. -#}
{% macro base_files(table_name) %}
    {% do source('files', table_name) %}
    {% set table = source_table('files', table_name) %}
    {% for group in file_groups(table) %}
        {% if not loop.first %}union all by name{% endif %}
        {{ typed_rows(table_name, raw_rows(group, table), group.columns, group.found, 'files') }}
    {% else %}
        {{ typed_rows(table_name, '(select null as source_file, null as record_number) where false', [], {}, 'files') }}
    {% endfor %}
{% endmacro %}
