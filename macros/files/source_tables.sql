{#- The raw tables of a source, as its _sources.yml declares them: a table lies at <data_dir>/<source>/<identifier>, which is
    its name unless said otherwise, and the meta of source and table say how it is written; between the fields of the user's
    own files stands files_delimiter. Only known while dbt executes; an empty list while it parses. -#}
{% macro source_tables(source_name) %}
    {% set tables = [] %}
    {% if execute %}
        {% for node in graph.sources.values() | sort(attribute='name') if node.source_name == source_name %}
            {% set required_columns = [] %}
            {% for column in node.columns.values() if column.config.meta.is_required %}
                {% do required_columns.append(column.name) %}
            {% endfor %}
            {% set table = {
                'source_name': source_name,
                'name': node.name,
                'base_model': 'base_' ~ source_name ~ '__' ~ node.name,
                'stem': data_dir() ~ '/' ~ source_name ~ '/' ~ node.identifier,
                'required_columns': required_columns,
            } %}
            {% do table.update(node.config.meta) %}
            {% if source_name == 'files' %}{% do table.update({'delimiter': var('files_delimiter')}) %}{% endif %}
            {% do tables.append(table) %}
        {% endfor %}
    {% endif %}
    {{ return(tables) }}
{% endmacro %}
