{#- Stops the run when a raw table has no base model that is from_files (as a view it would lose unreadable lines), lacks its
    file or has it twice, when a file of it is broken or lacks a required column, holds a null character in its header or two
    columns of one name; names the columns of the user's own files that nothing reads. -#}
{% macro check_table(table) %}
    {% set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') %}
    {% set base_model = models | selectattr('name', 'equalto', table.base_model) | first %}
    {% if not base_model %}
        {{ exceptions.raise_compiler_error(
            table.base_model ~ ': no such model; write one for the raw table ' ~ table.name
        ) }}
    {% endif %}
    {% if base_model.config.materialized != 'from_files' %}
        {{ exceptions.raise_compiler_error(
            table.base_model ~ ': must be materialized from_files; say so in its config in _' ~ table.source_name ~ '__models.yml'
        ) }}
    {% endif %}
    {% set files = find_files(table) %}
    {% if not files and not table.is_optional %}
        {% do warn_of_unread_files() %}
        {{ exceptions.raise_compiler_error(
            table.stem ~ table.endings[0] ~ ': no such file; put it there (' ~ table.endings | join(', ')
            ~ ') or set MOOC_DATA_DIR to the folder that holds ' ~ table.source_name ~ '/'
        ) }}
    {% endif %}
    {% if table.is_one_file and files | length > 1 %}
        {{ exceptions.raise_compiler_error(files | join(' and ') ~ ': the same table twice; keep one of them') }}
    {% endif %}
    {% set new_files = unread_files(table) %}
    {% set quoting = ('escaped' if table.dialect == 'mysql' else 'quoted') if table.is_quoted else 'unquoted' %}
    {% set sql %}
        select file, find_fault(file, '{{ 'lines' if table.is_lines else quoting }}')
        from (select unnest(cast({{ sql_texts(new_files) }} as varchar[])) as file)
    {% endset %}
    {% for file, fault in run_query(sql).rows if fault %}
        {{ exceptions.raise_compiler_error(file ~ ': ' ~ fault) }}
    {% endfor %}

    {#- Those that reading adds. #}
    {% set reserved = ['raw_file', 'raw_text', 'source_file', 'record_number', 'reject_reason', 'file_row_number'] %}
    {% set defaulted = ['action_type'] if table.source_name == 'files' and var('files_default_action_type') else [] %}
    {% set groups = file_groups(table, new_files) %}
    {% for group in groups if not table.is_lines %}
        {% set file = group.files[0] %}
        {% set headers = group.columns | map(attribute='name') | list %}
        {% set lowered = headers | map('lower') | list %}
        {% for name in headers if lowered | select('equalto', name.lower()) | list | length > 1 %}
            {{ exceptions.raise_compiler_error(file ~ ': two columns are named ' ~ name ~ '; rename one') }}
        {% endfor %}
        {% for name in headers if '\x00' in name %}
            {{ exceptions.raise_compiler_error(file ~ ': its header holds a null character; deliver it again') }}
        {% endfor %}
        {% for name in headers if name.lower() in reserved %}
            {{ exceptions.raise_compiler_error(
                file ~ ': the column name ' ~ name ~ ' is taken; rename it, and leave '
                ~ reserved | join(', ') ~ ' to the build'
            ) }}
        {% endfor %}
        {% for delimiter in [';', '\t', ',', '|'] if headers | length == 1 and delimiter in headers[0] %}
            {{ exceptions.raise_compiler_error(
                file ~ ': its header is one column (' ~ headers[0] ~ '); '
                ~ ('set the variable files_delimiter to the character between the fields'
                    if table.source_name == 'files' else 'its fields must be separated as published')
            ) }}
        {% endfor %}
        {% for name in table.required_columns
            if name not in defaulted and not find_column(group.columns, name, table.source_name) %}
            {{ exceptions.raise_compiler_error(
                file ~ ': no column ' ~ name ~ ' in its header (' ~ headers | join(', ') ~ '); '
                ~ ('rename one, or map it with the variable files_columns'
                    ~ (', or set files_default_action_type if all are of one kind' if name == 'action_type' else '')
                    if table.source_name == 'files' else 'expected ' ~ table.required_columns | join(', '))
            ) }}
        {% endfor %}
    {% endfor %}

    {% set ignored = [] %}
    {% for group in groups if table.source_name == 'files' %}
        {% set read = [] %}
        {% for column in contract(table.name) %}
            {% do read.append(find_column(group.columns, column.name, 'files')) %}
        {% endfor %}
        {% do ignored.extend(group.columns | reject('in', read) | map(attribute='name') | list) %}
    {% endfor %}
    {% if ignored %}
        {% do exceptions.warn(table.stem ~ ': columns outside the contract are ignored: '
            ~ ignored | unique | sort | join(', ')) %}
    {% endif %}
{% endmacro %}
