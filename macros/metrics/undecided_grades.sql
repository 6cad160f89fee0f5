{#- How many final grades below the pass mark decide nothing, and what would let them, as text to follow a reason. -#}
{% macro undecided_grades() -%}
    case
        when undecided_grade_count > 0
            then concat(
                    '; ', cast(undecided_grade_count as string), ' final grades below the pass mark decide nothing before ',
                    'courses.ends_at, or with final_grades_are_final: true'
                )
        else ''
    end
{%- endmacro %}
