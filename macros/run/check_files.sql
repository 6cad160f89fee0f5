{#- Stops the run before anything is built when a file of a selected source is missing, broken or has a wrong header. -#}
{% macro check_files() %}
    {% if flags.WHICH in ['build', 'run'] %}
        {% do list_files() %}
        {% for source_name in selected_sources() %}
            {% for table in source_tables(source_name) %}
                {% do check_table(table) %}
            {% endfor %}
        {% endfor %}
        {% do check_user_salt() %}
        {% if execute and 'moodle' in selected_sources() %}{% do check_moodle_files() %}{% endif %}
    {% endif %}
{% endmacro %}
