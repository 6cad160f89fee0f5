{#- A condition: the row's learner and course are among those that find_changed_learners found for this model. -#}
{% macro is_changed_learner() -%}
    (source_name, user_id, course_id) in (
        select source_name, user_id, course_id from {{ this.name }}_changed
    )
{%- endmacro %}
