{#- The columns that reading adds to those of a file, which therefore must not have them. -#}
{% macro reserved_columns() %}
    {{ return(['raw_file', 'raw_text', 'source_file', 'record_number', 'reject_reason', 'file_row_number']) }}
{% endmacro %}
