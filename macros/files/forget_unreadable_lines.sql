{#- Pre-hook of a base model: forget the unreadable lines of an earlier run in the same process. -#}
{% macro forget_unreadable_lines() %}
    {% if execute %}
        {% for group in file_groups(base_table()) if group.unreadable_table %}
            drop table if exists {{ group.unreadable_table }};
            drop table if exists {{ group.unreadable_table }}_scans;
        {% endfor %}
    {% endif %}
{% endmacro %}
