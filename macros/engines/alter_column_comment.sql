{#- Comments of columns are their descriptions with the values of settings, such as "in time_zone (UTC)", which a reader of the
    tables cannot see. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for column in adapter.get_columns_in_relation(relation) if column.name in column_dict %}
        {% set words = [] %}
        {% for word in column_dict[column.name]['description'].split() %}
            {% set name = word.strip('.,;:()`') %}
            {% set value = var(name, '') if '_' in name else '' %}
            {% do words.append(word if value | string == '' else word.replace(name, name ~ ' (' ~ value ~ ')')) %}
        {% endfor %}
        comment on column {{ relation }}.{{ column.quoted }} is {{ sql_text(words | join(' ')) }};
    {% endfor %}
{% endmacro %}
