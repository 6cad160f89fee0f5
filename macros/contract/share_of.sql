{#- Points out of the most there are, as a share; null where that is none. -#}
{% macro share_of(points, most) -%}
    case when {{ most }} > 0 and {{ points }} between 0 and {{ most }} then ({{ points }}) / ({{ most }}) end
{%- endmacro %}
