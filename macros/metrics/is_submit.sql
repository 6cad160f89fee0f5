{#- Whether an action hands in an answer to a problem: by its subcategory, or by a result that it bears. -#}
{% macro is_submit() -%}
    (
        action_category = 'problem'
        and (
            action_subcategory = 'submit'
            or is_correct is not null
            or score is not null
            or attempt_number is not null
        )
    )
{%- endmacro %}
