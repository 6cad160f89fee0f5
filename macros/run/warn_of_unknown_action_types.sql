{#- Runs when dbt ends: names the action types that the seed action_types does not know. They count as `other`. -#}
{% macro warn_of_unknown_action_types() %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% set actions = adapter.get_relation(target.database, 'intermediate', 'int_actions') %}
        {% if actions %}
            {% set unknown = run_query(
                "select source_name, string_agg(distinct action_type, ', ' order by action_type) as action_types from "
                ~ actions ~ " where not is_known_action_type group by source_name order by source_name"
            ) %}
            {% for row in unknown.rows %}
                {% do exceptions.warn(row['source_name'] ~ ': action types without a row in seeds/action_types.csv count as other: '
                    ~ row['action_types']) %}
            {% endfor %}
        {% endif %}
    {% endif %}
{% endmacro %}
