{#- Keeps a fingerprint of all that rows depend on besides raw files: DuckDB, the files of this package, the settings as they
    are in this run, and the salt where users are hashed. Makes sure that there is one, and says where a new one lies. -#}
{% macro keep_project_state() %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% set folder = '' if project_name == 'mooc' else 'dbt_packages/mooc/' %}
        {% set values, hashed, files = {}, [], [] %}
        {% for name in settings() %}{% do values.update({name: var(name)}) %}{% endfor %}
        {% for table in selected_tables() if table.has_hashed_users %}{% do hashed.extend(find_files(table)) %}{% endfor %}
        {% set notice = run_query('select keep_user_salt()').columns[0].values()[0] if hashed %}
        {% if notice %}{% do exceptions.warn(notice) %}{% endif %}
        {% for pattern in [
            'dbt_project.yml', 'macros/**/*.sql', 'models/**/*.sql', 'models/**/*.yml', 'plugins/*.py', 'seeds/**/*.csv',
            'seeds/**/*.yml',
        ] %}
            {% do files.append(folder ~ pattern) %}
        {% endfor %}
        {% set sql %}
            create or replace table inputs.project as
            select sha256(concat_ws(' ',
                version(),
                {{ sql_text(tojson(values, sort_keys=true)) }},
                {{ 'user_salt(),' if hashed }}
                string_agg(filename || md5(content), ' ' order by filename)
            )) as state
            from read_blob({{ sql_texts(files) }})
        {% endset %}
        {% do run_query(sql) %}
    {% endif %}
{% endmacro %}
