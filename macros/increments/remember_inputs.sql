{#- Keeps from what a table was built, and by which state of the project, in the transaction that builds it. -#}
{% macro remember_inputs(inputs, table_name) %}
    {% set state = run_query('select ' ~ project_state()).columns[0].values()[0] %}
    create or replace table inputs.{{ table_name }} as {{ inputs }};
    comment on table inputs.{{ table_name }} is '{{ state }}';
{% endmacro %}
