{#- Whether a value lies far from its group's median: modified z-score 0.6745 · deviation / MAD above outlier_z, with the
    deviation |x − median| and its median MAD. Never when MAD is 0. Iglewicz and Hoaglin 1993. -#}
{% macro is_outlier(deviation, mad) -%}
    coalesce(0.6745 * {{ deviation }} / nullif({{ mad }}, 0) > {{ var('outlier_z') }}, false)
{%- endmacro %}
