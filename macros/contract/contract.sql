{#- The columns of a contract table, or of all by name, as models/intermediate/contract.yml describes them; none while dbt
    parses. A unit test of a model that reads them overrides this macro, for dbt has no graph there. -#}
{% macro contract(table=none) %}
    {% set tables = {'actions': [], 'users': [], 'courses': [], 'activities': [], 'enrollments': []} %}
    {% for name, columns in tables.items() if execute and table in [none, name] %}
        {% set model_id = 'model.mooc.int_' ~ name ~ '_unioned' %}
        {% for column in graph.nodes[model_id].columns.values() if column.config.meta.kind %}
            {% do columns.append(dict(column.config.meta, name=column.name, data_type=column.data_type)) %}
        {% endfor %}
    {% endfor %}
    {{ return(tables[table] if table else tables) }}
{% endmacro %}
