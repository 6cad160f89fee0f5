{#- A text without blanks around it, null where nothing is left or one of the words for nothing. Most texts have no blanks around
    them and are longer than any such word, which costs little to see. The rest stands in an expression that has it once: what
    stands in a `case` twice DuckDB computes for every row. -#}
{% macro present_text(value, words=missing_words()) -%}
    {%- set pattern = words | select | join('|')
        | replace('\\', '\\\\') | replace('(', '[(]') | replace(')', '[)]') | replace('?', '[?]') -%}
    case
        when {{ value }} between '!' and '~'
            {%- for blank in ["' '", 'chr(9)', 'chr(10)', 'chr(13)', 'chr(160)'] %}
            and {{ value }} not like '%' || {{ blank }}
            {%- endfor %}
            and (length({{ value }}) > {{ words | map('length') | max }} or lower({{ value }}) not in ({{ sql_texts(words)[1:-1] }}))
            then {{ value }}
        else nullif(regexp_replace({{ without_blanks(value) }}, '(?i)^({{ pattern }})$', ''), '')
    end
{%- endmacro %}
