{#- The shares of a course's activities, in per cent, whose reaching is timed. -#}
{% macro progress_milestones() %}{{ return([20, 40, 60, 80, 100]) }}{% endmacro %}

{#- How many of a course's activities make a share in per cent, rounded up in whole numbers. -#}
{% macro activities_for(percent, activity_count) -%}
    cast(ceil({{ activity_count }} * {{ percent }} / 100.0) as bigint)
{%- endmacro %}
