{#- A text without blanks around it, null where nothing is left or one of the words for nothing. Most texts have no blanks around
    them and are longer than any such word, which costs little to see. -#}
{% macro present_text(value, words=missing_words()) -%}
    {%- set literals = sql_texts(words)[1:-1] -%}
    case
        when {{ value }} between '!' and '~'
            {%- for blank in ["' '", 'chr(9)', 'chr(10)', 'chr(13)', 'chr(160)'] %} and {{ value }} not like '%' || {{ blank }}{% endfor %}
            and (length({{ value }}) > {{ words | map('length') | max }} or lower({{ value }}) not in ({{ literals }}))
            then {{ value }}
        when lower({{ without_blanks(value) }}) not in ({{ literals }}) then {{ without_blanks(value) }}
    end
{%- endmacro %}
