{#- A text without blanks around it, null where nothing is left or one of the words for nothing. -#}
{% macro present_text(value, words=missing_words()) -%}
    case when lower({{ without_blanks(value) }}) not in ({{ sql_texts(words)[1:-1] }}) then {{ without_blanks(value) }} end
{%- endmacro %}
