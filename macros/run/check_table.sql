{#- Stops the run when a raw table has no base model that is from_files (as a view it would lose unreadable lines), lacks its
    file, has it twice, or a file of it is broken; names the columns of the user's own files that nothing reads. -#}
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
            table.base_model ~ ': must be materialized from_files; add "' ~ table.source_name
            ~ ': *of_files" in dbt_project.yml, beside the other sources under models'
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
    {% for file, fault in run_query(sql).rows if fault %}{{ exceptions.raise_compiler_error(file ~ ': ' ~ fault) }}{% endfor %}
    {% set ignored = [] %}
    {% for group in file_groups(table, new_files) %}
        {% if not table.is_lines %}{% do check_header(group.files[0], group.columns, table) %}{% endif %}
        {% set read = [] %}
        {% for column in contract(table.name) if table.source_name == 'files' %}
            {% do read.append(find_column(group.columns, column.name, 'files')) %}
        {% endfor %}
        {% do ignored.extend(group.columns | reject('in', read) | map(attribute='name') | list) %}
    {% endfor %}
    {% if table.source_name == 'files' and ignored %}
        {% do exceptions.warn(table.stem ~ ': columns outside the contract are ignored: '
            ~ ignored | unique | sort | join(', ')) %}
    {% endif %}
{% endmacro %}
