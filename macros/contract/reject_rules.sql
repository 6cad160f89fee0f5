{#- The `when … then '<reason>'` lines that say what is wrong with a value: why its row is rejected, or why it is emptied. -#}
{% macro reject_rules(faults) -%}
    {%- for fault in faults %}
        when {{ fault.when }} then {{ sql_text(fault.reason) }}
    {%- endfor -%}
{%- endmacro %}
