{#- Stops the run before anything is built when a file of a selected source is missing, broken or has a wrong header. Makes sure
    that there is a salt before files whose users are hashed are read, and says where a new one lies. -#}
{% macro check_files() %}
    {% if flags.WHICH in ['build', 'run'] %}
        {% do list_files() %}
        {% for source_name in selected_sources() %}
            {% for table in source_tables(source_name) %}
                {% do check_table(table) %}
            {% endfor %}
        {% endfor %}
        {% for source_name in selected_sources() %}
            {% for table in source_tables(source_name) if table.has_hashed_users and find_files(table) %}
                {% set notice = run_query('select keep_user_salt()').columns[0].values()[0] %}
                {% if notice %}{% do exceptions.warn(notice) %}{% endif %}
            {% endfor %}
        {% endfor %}
        {% if execute and 'moodle' in selected_sources() %}{% do check_moodle_files() %}{% endif %}
    {% endif %}
{% endmacro %}
