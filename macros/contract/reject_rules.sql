{#- The `when … then '<reason>'` lines that find a value which makes the row useless. -#}
{% macro reject_rules(faults) -%}
    {%- for fault in faults %}
        when {{ fault.when }} then {{ sql_text(fault.reason) }}
    {%- endfor -%}
{%- endmacro %}
