{#- Pre-hook of a base model: forget the unreadable lines of an earlier run in the same process. -#}
{% macro forget_unreadable_lines(source_name, name) %}
    {% if execute %}
        {% for group in file_groups(source_table(source_name, name)) if not group.is_parquet %}
            drop table if exists {{ group.unreadable_table }};
            drop table if exists {{ group.unreadable_table }}_scans;
        {% endfor %}
    {% endif %}
{% endmacro %}
