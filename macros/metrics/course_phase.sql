{#- The part of a course that a date lies in, its days from the first to the last one, both included, cut in thirds. -#}
{% macro course_phase(date, starts_on, ends_on) -%}
    {%- set day = days_between(starts_on, date) -%}
    {%- set last_day = days_between(starts_on, ends_on) -%}
    case
        when {{ day }} < 0 then 'before'
        when {{ day }} > {{ last_day }} then 'after'
        when {{ day }} * 3 < {{ last_day }} + 1 then 'first third'
        when {{ day }} * 3 < ({{ last_day }} + 1) * 2 then 'second third'
        when {{ day }} <= {{ last_day }} then 'last third'
    end
{%- endmacro %}
