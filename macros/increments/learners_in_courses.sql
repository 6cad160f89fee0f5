{#- Inputs of a model built from an incremental model and from what holds for the whole course. -#}
{% macro learners_in_courses(model_name, courses, columns) %}
    {% set sql %}
        select
            learners.source_name,
            learners.user_id,
            learners.course_id,
            concat_ws(' ', learners.fingerprint, courses.{{ columns | join(', courses.') }}) as fingerprint
        from inputs.{{ model_name }} as learners
        inner join {{ courses }} as courses using (source_name, course_id)
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
