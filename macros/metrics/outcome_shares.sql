{#- What share of a source's enrollments has a label of the kind, and of what share the outcome is inferred, as text to follow a reason. -#}
{% macro outcome_shares(labelled_count, inferred_count, basis) -%}
    case
        when enrollment_count > 0
            then concat(
                    '; of ', cast(enrollment_count as string), ' enrollments ',
                    {{ decimal_text('100.0 * ' ~ labelled_count ~ ' / enrollment_count', 1) }}, ' % are labelled, ',
                    {{ decimal_text('100.0 * ' ~ inferred_count ~ ' / enrollment_count', 1) }}, ' % inferred from {{ basis }}'
                )
        else ''
    end
{%- endmacro %}
