{#- How a materialization ends: it keeps in schema inputs from what the table was built, and by which state of the project,
    describes a new table and commits all that with the rows. -#}
{% macro finish_table(relation, inputs, is_new) %}
    {% set state = run_query('select state from inputs.project').columns[0].values()[0] %}
    {% call statement('remember') %}
        create or replace table inputs.{{ model.name }} as {{ inputs }};
        comment on table inputs.{{ model.name }} is '{{ state }}';
    {% endcall %}
    {% if is_new %}{% do persist_docs(relation, model) %}{% endif %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [relation]}) }}
{% endmacro %}
