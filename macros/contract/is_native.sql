{#- One column of the contract in a base model. `found` is the file's column that holds it, or none. A value that the file
    already stores in the right type is taken as it is; any other goes through text. -#}
{% macro is_native(column, found) %}
    {% set native_types = {'time': 'TIMESTAMP', 'whole': 'BIGINT', 'count': 'BIGINT', 'flag': 'BOOLEAN'} %}
    {{ return(found and column.kind is string and native_types.get(column.kind) == found.type) }}
{% endmacro %}
