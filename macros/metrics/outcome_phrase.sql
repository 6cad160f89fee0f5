{#- An outcome measure in words that follow "users who". -#}
{% macro outcome_phrase(outcome_measure) -%}
    case {{ outcome_measure }} when 'not_dropped_out' then 'had not dropped out' else 'had completed' end
{%- endmacro %}
