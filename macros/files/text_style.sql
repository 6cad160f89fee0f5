{#- How the text of a table's files is written: lines, or fields that are unquoted, quoted, or quoted with a backslash
    before a quote within. -#}
{% macro text_style(table) %}
    {% if table.is_lines %}{{ return('lines') }}{% endif %}
    {% if not table.is_quoted %}{{ return('unquoted') }}{% endif %}
    {{ return('escaped' if table.dialect == 'mysql' else 'quoted') }}
{% endmacro %}
