{#- How a materialization ends: it remembers from what the table was built, describes a new table and commits. -#}
{% macro finish_table(relation, inputs, is_new) %}
    {% call statement('remember') %}{{ remember_inputs(inputs, model.name) }}{% endcall %}
    {% if is_new %}{% do persist_docs(relation, model) %}{% endif %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [relation]}) }}
{% endmacro %}
