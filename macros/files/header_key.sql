{#- What of a header counts when a column is looked for. -#}
{% macro header_key(header, source_name) %}
    {% set key = header.lower() %}
    {{ return(key.replace(' ', '').replace('.', '').replace('_', '') if source_name == 'moodle' else key) }}
{% endmacro %}
