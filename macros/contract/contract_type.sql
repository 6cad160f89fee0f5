{#- The SQL type of a kind of column. -#}
{% macro contract_type(kind) %}
    {% set types = {
        'time': 'timestamp', 'number': 'double', 'share': 'double', 'whole': 'bigint', 'count': 'bigint', 'flag': 'boolean'
    } %}
    {{ return(types.get(kind, 'string') if kind is string else 'string') }}
{% endmacro %}
