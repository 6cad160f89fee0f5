{#- Whether an action hands in an answer to a problem: by its subcategory, or by a result that it bears. -#}
{% macro is_submit() -%}
    (
        action_category = 'problem'
        and (
            coalesce(action_subcategory = 'submit', false)
            or is_correct is not null
            or score is not null
            or attempt_number is not null
        )
    )
{%- endmacro %}
