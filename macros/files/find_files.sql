{#- The files of a raw table: in a run those that list_files found, else those that lie there now; none while dbt parses
    and knows no table. -#}
{% macro find_files(table) %}
    {% if not table %}{{ return([]) }}{% endif %}
    {% if flags.WHICH in ['build', 'run'] %}
        {% set sql %}select file from inputs.files where model_name = '{{ table.base_model }}' order by file{% endset %}
    {% else %}
        {% set sql = 'select unnest(table_files(' ~ table.declared ~ '))' %}
    {% endif %}
    {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}
