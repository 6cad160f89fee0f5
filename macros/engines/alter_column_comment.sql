{#- Comments of columns are their descriptions with the values of settings, which a reader of the tables cannot see. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for column in adapter.get_columns_in_relation(relation) if column.name in column_dict %}
        comment on column {{ relation }}.{{ column.quoted }}
            is {{ sql_text(with_values(column_dict[column.name]['description'])) }};
    {% endfor %}
{% endmacro %}
