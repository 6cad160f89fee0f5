{#- The path of a file below the data folder, which is the same on every machine. -#}
{% macro source_file(path) -%}
    replace({{ path }}, {{ sql_text(data_dir() ~ '/') }}, '')
{%- endmacro %}
