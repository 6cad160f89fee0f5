{#- Inputs of a model built from an incremental model, of which each course says how its times are to be taken. -#}
{% macro learners_in_courses(model_name, courses) %}
    {% set sql %}
        select
            learners.source_name,
            learners.user_id,
            learners.course_id,
            concat_ws(
                ' ', learners.fingerprint, courses.time_precision, courses.has_clock_time, courses.starts_on
            ) as fingerprint
        from inputs.{{ model_name }} as learners
        inner join {{ courses }} as courses
            on learners.source_name = courses.source_name and learners.course_id = courses.course_id
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
