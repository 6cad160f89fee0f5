{#- How many of a course's activities make a share in per cent, rounded up in whole numbers. -#}
{% macro activities_for(percent, activity_count) -%}
    cast(ceil({{ activity_count }} * {{ percent }} / 100.0) as bigint)
{%- endmacro %}
