{#- A condition: the row's learner and course are among those that find_changed_learners found for a model. -#}
{% macro is_changed_learner(model_name=none) -%}
    (source_name, user_id, course_id) in (
        select source_name, user_id, course_id from {{ model_name or this.name }}_changed
    )
{%- endmacro %}
