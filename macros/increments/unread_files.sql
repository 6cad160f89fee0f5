{#- The files of a raw table that its base model has not read as they are now; all of them unless is_increment. -#}
{% macro unread_files(table) %}
    {% if not table or not is_increment(base_model(table)) %}{{ return(find_files(table)) }}{% endif %}
    {% set sql %}
        select file
        from inputs.files
        where model_name = '{{ base_model(table) }}'
            and (source_file, signature) not in (select source_file, signature from inputs.{{ base_model(table) }})
        order by file
    {% endset %}
    {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}
