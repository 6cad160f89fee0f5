{#- Stops the run before anything is built when a raw table has no base model that is from_files (as a view it would lose
    unreadable lines) or something is wrong with its files. Names the columns of the user's own files that nothing reads. -#}
{% macro check_files() %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% for table in selected_tables() %}
            {% do check_declaration(table) %}
            {% set base_model = graph.nodes.get('model.mooc.' ~ table.base_model) %}
            {% if not base_model %}
                {% do exceptions.raise_compiler_error(
                    table.base_model ~ ': no such model; write one for the raw table ' ~ table.name
                ) %}
            {% elif base_model.config.materialized != 'from_files' %}
                {% do exceptions.raise_compiler_error(
                    table.base_model ~ ': must be materialized from_files; say so in its config in _' ~ table.source_name ~ '__models.yml'
                ) %}
            {% endif %}
            {% set files = find_files(table) %}
            {% if not files and not table.is_optional %}{% do warn_of_unread_files() %}{% endif %}
            {% set new_files = sql_texts(unread_files(table)) ~ '::varchar[]' %}
            {% set sql %}
                select find_table_fault({{ sql_texts(files) }}::varchar[], {{ new_files }}, {{ table.declared }})
            {% endset %}
            {% set fault = run_query(sql).columns[0].values()[0] %}
            {% if fault %}{% do exceptions.raise_compiler_error(fault) %}{% endif %}
            {% if table.source_name == 'files' %}
                {% set sql = 'select unnest(ignored_columns(' ~ new_files ~ ', ' ~ table.declared ~ '))' %}
                {% set ignored = run_query(sql).columns[0].values() %}
                {% if ignored %}
                    {% do exceptions.warn(table.stem ~ ': columns outside the contract are ignored: ' ~ ignored | join(', ')) %}
                {% endif %}
            {% endif %}
        {% endfor %}
        {% if 'moodle' in selected_sources() %}{% do check_moodle_files() %}{% endif %}
    {% endif %}
{% endmacro %}
