{#- The course week of a course day: whole weeks from the start, negative before it. -#}
{% macro week_of(course_day) -%}
    cast(floor({{ course_day }} / 7.0) as bigint)
{%- endmacro %}
