{#- The id of the first activity, in a JSON text of one or a list of them, whose type ends as given. -#}
{% macro first_activity_id(value, type) %}{{ return(adapter.dispatch('first_activity_id')(value, type)) }}{% endmacro %}
{% macro duckdb__first_activity_id(value, type) -%}
    list_filter(
        json_transform(
            try_cast(case when {{ value }} like '[%' then {{ value }} else '[' || {{ value }} || ']' end as json),
            '[{"id": "VARCHAR", "definition": {"type": "VARCHAR"}}]'
        ),
        lambda activity: activity.definition.type like {{ sql_text('%/' ~ type) }}
    )[1].id
{%- endmacro %}
