{#- How far a value lies from the median, in units that match standard deviations where values are normally distributed;
    null where half of the values are the median. Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers. -#}
{% macro modified_z(value, median, median_deviation) -%}
    0.6745e0 * abs({{ value }} - {{ median }}) / nullif({{ median_deviation }}, 0)
{%- endmacro %}
