{#- Runs when dbt ends: names the courses that reports call by two names, and those that hold the same views of the course
    page, as a course does that was restored with its log. -#}
{% macro warn_of_moodle_courses() %}
    {% set is_asked = execute and flags.WHICH in ['build', 'run'] and 'moodle' in selected_sources() %}
    {% set report = adapter.get_relation(target.database, 'staging', 'base_moodle__report') if is_asked %}
    {% set events = adapter.get_relation(target.database, 'staging', 'stg_moodle__events') if is_asked %}
    {% if report and events %}
        {% set names_sql %}
            {% for name in ['course_label', 'course_name'] %}
                select course_id, string_agg(distinct {{ name }}, ', ' order by {{ name }}) as names
                from {{ report }}
                where course_id is not null
                group by course_id
                having min({{ name }}) < max({{ name }})
                {{ 'union all' if not loop.last }}
            {% endfor %}
            order by all
        {% endset %}
        {% for row in run_query(names_sql).rows %}
            {% do exceptions.warn('moodle: the course ' ~ row['course_id'] ~ ' has several names in the reports: '
                ~ row['names'] ~ '; where they are several courses, take one report away') %}
        {% endfor %}
        {% set twins_sql %}
            with views as (
                select distinct course_id, user_id, acted_at
                from {{ events }}
                where action_type = 'core.course_viewed' and reject_reason is null
            ),
            sizes as (select course_id, count(*) as view_count from views group by course_id)
            select views.course_id, twins.course_id as twin_id, count(*) as shared_count
            from views
            inner join views as twins
                on views.user_id = twins.user_id and views.acted_at = twins.acted_at and views.course_id < twins.course_id
            group by views.course_id, twins.course_id
            having count(*) > 1 and count(*) * 2 >= (
                select min(view_count) from sizes where course_id in (views.course_id, twins.course_id)
            )
            order by all
        {% endset %}
        {% for row in run_query(twins_sql).rows %}
            {% do exceptions.warn('moodle: the courses ' ~ row['course_id'] ~ ' and ' ~ row['twin_id'] ~ ' share '
                ~ row['shared_count'] ~ ' views of the course page, as one that was restored with its log; '
                ~ 'take one away, or its learners count in both') %}
        {% endfor %}
    {% endif %}
{% endmacro %}
