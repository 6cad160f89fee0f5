{#- A condition on rows that each belong to a learner in a course: whether the model needs them, which in an increment are
    those that find_changed_learners found. -#}
{% macro is_changed_learner(relation=none) -%}
    {%- if is_incremental() -%}
        {%- set columns = ['source_name', 'user_id', 'course_id'] -%}
        {%- set own = (relation ~ '.' if relation else '') -%}
        ({{ own }}{{ columns | join(', ' ~ own) }}) in (select {{ columns | join(', ') }} from {{ this.name }}_changed)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
