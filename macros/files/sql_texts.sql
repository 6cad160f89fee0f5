{#- Texts as a SQL list of literals. -#}
{% macro sql_texts(texts) %}
    {% set literals = [] %}
    {% for text in texts %}{% do literals.append(sql_text(text)) %}{% endfor %}
    {{ return('[' ~ literals | join(', ') ~ ']') }}
{% endmacro %}
