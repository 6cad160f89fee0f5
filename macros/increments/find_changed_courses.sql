{#- Pre-hook of a model that grows by course: a course is computed anew when its fingerprint differs, or what the models that
    this one reads were built from: one that failed is behind. -#}
{% macro find_changed_courses() %}
    {% if execute and model.config.meta.grows_by == 'course' %}
        {% set parents = [] %}
        {% for id in model.depends_on.nodes if graph.nodes[id].config.meta.grows_by == 'course' %}
            {% do parents.append('inputs.' ~ graph.nodes[id].name) %}
        {% endfor %}
        {% set inputs %}
            select
                source_name,
                course_id,
                hash(concat_ws(' ', courses.fingerprint {% for parent in parents %}, {{ parent }}.fingerprint{% endfor %}))
                    as fingerprint
            from {{ ref('int_course_fingerprints') }} as courses
            {% for parent in parents %}
                left join {{ parent }} using (source_name, course_id)
            {% endfor %}
        {% endset %}
        {{ find_changed('source_name, course_id', inputs) }}
    {% endif %}
{% endmacro %}
