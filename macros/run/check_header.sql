{#- Stops the run when a file lacks a required column, holds a null character, or two of its columns share a name. -#}
{% macro check_header(file, columns, table) %}
    {#- Those that reading adds. #}
    {% set reserved = ['raw_file', 'raw_text', 'source_file', 'record_number', 'reject_reason', 'file_row_number'] %}
    {% set found = columns | map(attribute='name') | list %}
    {% set lowered = found | map('lower') | list %}
    {% for name in found if lowered | select('equalto', name.lower()) | list | length > 1 %}
        {{ exceptions.raise_compiler_error(file ~ ': two columns are named ' ~ name ~ '; rename one') }}
    {% endfor %}
    {% for name in found if '\x00' in name %}
        {{ exceptions.raise_compiler_error(file ~ ': its header holds a null character; deliver it again') }}
    {% endfor %}
    {% for name in found if name.lower() in reserved %}
        {{ exceptions.raise_compiler_error(file ~ ': the column name ' ~ name ~ ' is taken; rename it, and leave '
            ~ reserved | join(', ') ~ ' to the build') }}
    {% endfor %}
    {% for delimiter in [';', '\t', ',', '|'] if found | length == 1 and delimiter in found[0] %}
        {{ exceptions.raise_compiler_error(file ~ ': its header is one column (' ~ found[0] ~ '); '
            ~ ('set the variable files_delimiter to the character between the fields'
                if table.source_name == 'files' else 'its fields must be separated as published')) }}
    {% endfor %}
    {% set defaulted = ['action_type'] if table.source_name == 'files' and var('files_default_action_type') else [] %}
    {% for name in table.required_columns if name not in defaulted and not find_column(columns, name, table.source_name) %}
        {{ exceptions.raise_compiler_error(
            file ~ ': no column ' ~ name ~ ' in its header (' ~ found | join(', ') ~ '); '
            ~ ('rename one, or map it with the variable files_columns'
                ~ (', or set files_default_action_type if all are of one kind' if name == 'action_type' else '')
                if table.source_name == 'files' else 'expected ' ~ table.required_columns | join(', '))
        ) }}
    {% endfor %}
{% endmacro %}
