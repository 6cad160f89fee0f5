{#- The files of a raw table that its base model has not read as they are now; all of them unless is_increment. -#}
{% macro unread_files(table) %}
    {% if not table or not is_increment(table.base_model) %}{{ return(find_files(table)) }}{% endif %}
    {% set sql %}
        select file
        from inputs.files
        where model_name = '{{ table.base_model }}'
            and (source_file, signature) not in (select source_file, signature from inputs.{{ table.base_model }})
        order by file
    {% endset %}
    {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}
