{#- Inputs of a model built from the rows of a relation, which are all different. -#}
{% macro hashed_learners(relation) %}
    {% set sql %}
        select
            source_name,
            user_id,
            course_id,
            concat(count(*), ' ', bit_xor(hash(row_of))) as fingerprint
        from {{ relation }} as row_of
        group by source_name, user_id, course_id
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
