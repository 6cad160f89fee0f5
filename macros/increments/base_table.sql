{#- The raw table of the base model that is being built. -#}
{% macro base_table() %}
    {% set source_name, name = model.name.removeprefix('base_').split('__') %}
    {{ return(source_table(source_name, name)) }}
{% endmacro %}
