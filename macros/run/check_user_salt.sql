{#- Makes sure that there is a salt before a source whose users are hashed is read, and says where a new one lies. -#}
{% macro check_user_salt() %}
    {% for source_name in selected_sources() if source_tables(source_name) | selectattr('has_hashed_users', 'true') | list %}
        {% set notice = run_query('select keep_user_salt()').columns[0].values()[0] %}
        {% if notice %}
            {% do exceptions.warn(notice) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
