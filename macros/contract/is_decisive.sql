{#- Whether a row without a usable value of this column cannot be used: what is neither missing nor required is emptied. A
    row that repeats an action so many times counts as none without the number. -#}
{% macro is_decisive(column) %}
    {{ return(column.is_required or column.name in ['action_id', 'action_count']) }}
{% endmacro %}
