{#- A text without blanks around it, null where nothing is left or one of the words for nothing. Most texts are trimmed and
    longer than any such word, which costs little to see. -#}
{% macro present_text(value, words=missing_words()) -%}
    {%- set literals = sql_texts(words)[1:-1] -%}
    case
        when {{ is_trimmed(value) }} and length({{ value }}) > {{ words | map('length') | max }} then {{ value }}
        when lower({{ without_blanks(value) }}) not in ({{ literals }}) then {{ without_blanks(value) }}
    end
{%- endmacro %}
