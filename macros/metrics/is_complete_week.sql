{#- Whether a course week is over at as_of; a day-grained course knows whole days only, the day of as_of included. -#}
{% macro is_complete_week(course_week, course='courses') -%}
    {{ days_between(course ~ '.starts_on', course ~ '.as_of_date') }}
    + case when {{ course }}.time_precision = 'day' then 1 else 0 end >= 7 * ({{ course_week }} + 1)
{%- endmacro %}
