{#- Text between the fields of a delimited file; the variable files_delimiter for the user's own files. -#}
{% macro delimiter_of(table) %}
    {{ return(var('files_delimiter') if table.source_name == 'files' else table.delimiter) }}
{% endmacro %}
