{#- A text without blanks around it, null where nothing is left or one of the words for nothing. -#}
{% macro present_text(value, words=missing_words()) -%}
    {%- set blanks = '[ \\t\\n\\r\\x{a0}]*' -%}
    {%- set patterns = words | map('replace', '\\', '\\\\') | map('replace', '(', '\\(') | map('replace', ')', '\\)') -%}
    case
        when not {{ matches(value, '(?i)^' ~ blanks ~ '(' ~ patterns | join('|') ~ ')' ~ blanks ~ '$') }}
            then {{ without_blanks(value) }}
    end
{%- endmacro %}
