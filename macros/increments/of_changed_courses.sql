{#- The rows of a model on courses that the model being built needs, which in an increment are those that
    find_changed_courses found. A unit test has no increments, and knows but the models that it gives. -#}
{% macro of_changed_courses(model_name) -%}
    {%- if model.resource_type == 'unit_test' -%}
        {{ ref(model_name) }}
    {%- else -%}
        {%- do ref('int_course_fingerprints') -%}
        {%- if is_incremental() -%}
            (
                select *
                from {{ ref(model_name) }}
                where (source_name, course_id) in (select source_name, course_id from {{ this.name }}_changed)
            )
        {%- else -%}
            {{ ref(model_name) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
