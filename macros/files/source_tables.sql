{#- The raw tables of a source, as its _sources.yml declares them: a table lies at <data_dir>/<source>/<identifier>, which is
    its name unless said otherwise, and the meta of source and table say how it is written. `headers` has for each of our
    columns the headers by which a file may call it; where a table has_contract_columns these are the columns of the contract, and
    those that it requires must be there. In the user's own files the settings files_columns and files_delimiter win, and others
    take the place of a course or a kind of action. `declared` is all that for the functions of
    plugins/raw_tables.py. Only known while dbt executes; an empty list while it parses. -#}
{% macro source_tables(source_name) %}
    {% set tables = [] %}
    {% set is_own = source_name == 'files' %}
    {% for node in (graph.sources.values() if execute else []) | sort(attribute='name') if node.source_name == source_name %}
        {% set headers, required_columns = {}, [] %}
        {% for column in contract(node.name) if node.config.meta.has_contract_columns %}
            {% do headers.update({column.name: [column.name]}) %}
            {% if column.is_required or column.name == 'course_id' %}{% do required_columns.append(column.name) %}{% endif %}
        {% endfor %}
        {% for column in node.columns.values() %}
            {% do headers.update({column.name: column.config.meta.headers or [column.name]}) %}
            {% if column.config.meta.is_required %}{% do required_columns.append(column.name) %}{% endif %}
        {% endfor %}
        {% if is_own %}
            {% for name, header in files_columns().items() if name in headers %}{% do headers.update({name: [header]}) %}{% endfor %}
            {% set defaulted = ['course_id', 'action_type'] if var('files_default_action_type') else ['course_id'] %}
            {% set required_columns = required_columns | reject('in', defaulted) | list %}
        {% endif %}
        {% set table = {
            'source_name': source_name,
            'name': node.name,
            'base_model': 'base_' ~ source_name ~ '__' ~ node.name,
            'stem': data_dir() ~ '/' ~ source_name ~ '/' ~ node.identifier,
            'headers': headers,
            'required_columns': required_columns,
            'meta': node.config.meta | list,
        } %}
        {% do table.update(node.config.meta) %}
        {% if is_own %}{% do table.update({'delimiter': var('files_delimiter')}) %}{% endif %}
        {% do table.update({'declared': sql_text(tojson(table))}) %}
        {% do tables.append(table) %}
    {% endfor %}
    {{ return(tables) }}
{% endmacro %}
{#- The raw tables of all sources to build. -#}
{% macro selected_tables() %}
    {% set tables = [] %}
    {% for source_name in selected_sources() %}{% do tables.extend(source_tables(source_name)) %}{% endfor %}
    {{ return(tables) }}
{% endmacro %}
