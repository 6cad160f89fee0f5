{#- Post-hook of an incremental model: from what it was built, kept by the transaction that builds it. -#}
{% macro remember_inputs(inputs) %}
    {% set state = run_query('select ' ~ project_state()).columns[0].values()[0] %}
    create or replace table inputs.{{ this.name }} as {{ inputs }};
    comment on table inputs.{{ this.name }} is '{{ state }}';
{% endmacro %}
