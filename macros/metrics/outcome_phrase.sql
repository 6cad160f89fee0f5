{#- An outcome measure in words that follow "users who". -#}
{% macro outcome_phrase(outcome_measure) -%}
    case {{ outcome_measure }}
        when 'not_dropped_out' then 'had not dropped out'
        when 'completed' then 'had completed'
        else 'had a final grade of {{ var("passing_grade") }} or more'
    end
{%- endmacro %}
