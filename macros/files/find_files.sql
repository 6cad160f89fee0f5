{#- The files of a raw table: in a run those that list_files found, else those that lie there now; none while dbt parses
    and knows no table. -#}
{% macro find_files(table) %}
    {% if not table %}{{ return([]) }}{% endif %}
    {% if flags.WHICH in ['build', 'run'] %}
        {% set sql %}select file from inputs.files where model_name = '{{ table.base_model }}' order by file{% endset %}
        {{ return(run_query(sql).columns[0].values() | list) }}
    {% endif %}
    {% set sql %}select unnest(find_files({{ sql_text(table.stem) }}, {{ table.endings }}, {{ table.is_lines or false }})) as file{% endset %}
    {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}
