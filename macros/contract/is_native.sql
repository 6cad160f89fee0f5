{#- Whether the file's column `found` already stores a contract column in its type; any other goes through text. -#}
{% macro is_native(column, found) %}
    {% set native_types = {'time': 'TIMESTAMP', 'whole': 'BIGINT', 'count': 'BIGINT', 'flag': 'BOOLEAN'} %}
    {{ return(found and column.kind is string and native_types.get(column.kind) == found.type) }}
{% endmacro %}
