{#- Pre-hook of a model whose rows each belong to a learner in a course: find whose inputs differ from those it was built
    from, and delete their rows. Inputs are source_name, user_id, course_id and a fingerprint. -#}
{% macro find_changed_learners(inputs) %}
    {% if execute %}
        create or replace temp table {{ this.name }}_inputs as {{ inputs }};
        {% if is_incremental() %}
            create or replace temp table {{ this.name }}_changed as
            select source_name, user_id, course_id
            from {{ this.name }}_inputs as now_given
            full join inputs.{{ this.name }} as built_from using (source_name, user_id, course_id)
            where now_given.fingerprint is distinct from built_from.fingerprint;

            delete from {{ this }} where {{ is_changed_learner() }};
        {% endif %}
    {% endif %}
{% endmacro %}
