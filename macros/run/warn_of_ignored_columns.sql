{#- Names the columns of the user's own files that no column of the contract reads, once for each table. -#}
{% macro warn_of_ignored_columns(groups, table) %}
    {% set ignored = [] %}
    {% for group in groups %}
        {% set columns = group.columns %}
        {% set read = [] %}
        {% for name in contract(table.name) | map(attribute='name') if find_column(columns, name, table.source_name) %}
            {% do read.append(find_column(columns, name, table.source_name).name) %}
        {% endfor %}
        {% do ignored.extend(columns | map(attribute='name') | reject('in', read) | list) %}
    {% endfor %}
    {% if ignored %}
        {% do exceptions.warn(table.stem ~ ': columns outside the contract are ignored: '
            ~ ignored | unique | sort | join(', ')) %}
    {% endif %}
{% endmacro %}
