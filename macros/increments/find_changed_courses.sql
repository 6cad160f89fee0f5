{#- Pre-hook of a model that grows by course: find the courses whose inputs differ from those it was built from, and delete
    their rows. The fingerprint of a course counts, and what the models that it reads were built from: one that failed is
    behind. -#}
{% macro find_changed_courses() %}
    {% if execute and model.config.meta.grows_by == 'course' %}
        {% set parents = [] %}
        {% for id in model.depends_on.nodes if graph.nodes[id].config.meta.grows_by == 'course' %}
            {% do parents.append('inputs.' ~ graph.nodes[id].name) %}
        {% endfor %}
        create or replace temp table {{ this.name }}_inputs as
        select
            source_name,
            course_id,
            hash(concat_ws(' ', courses.fingerprint {% for parent in parents %}, {{ parent }}.fingerprint{% endfor %}))
                as fingerprint
        from {{ ref('int_course_fingerprints') }} as courses
        {% for parent in parents %}
            left join {{ parent }} using (source_name, course_id)
        {% endfor %};
        {% if is_incremental() %}
            create or replace temp table {{ this.name }}_changed as
            select source_name, course_id
            from {{ this.name }}_inputs as now_given
            full join inputs.{{ this.name }} as built_from using (source_name, course_id)
            where now_given.fingerprint is distinct from built_from.fingerprint;

            delete from {{ this }}
            where (source_name, course_id) in (select source_name, course_id from {{ this.name }}_changed);
        {% endif %}
    {% endif %}
{% endmacro %}
