{#- The few kinds of action that the seed action_types maps every source's words to. -#}
{% macro action_categories() %}
    {{ return([
        'video', 'problem', 'reading', 'discussion', 'navigation', 'enrollment', 'outcome', 'session', 'other'
    ]) }}
{% endmacro %}
