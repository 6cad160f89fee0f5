{#- The path of a file below the data folder, which is the same on every machine. -#}
{% macro source_file(path) -%}
    {%- set folder = data_dir() ~ '/' -%}
    case when starts_with({{ path }}, {{ sql_text(folder) }}) then substr({{ path }}, {{ folder | length + 1 }}) else {{ path }} end
{%- endmacro %}
