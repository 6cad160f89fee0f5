{#- Inputs of a model built from the rows of a relation, which are all different. The hash of a row is hashed once more:
    DuckDB combines the columns by XOR, so that equal changes of a column in two rows would cancel out. -#}
{% macro hashed_learners(relation) %}
    {% set sql %}
        select
            source_name,
            user_id,
            course_id,
            concat(count(*), ' ', bit_xor(hash(hash(row_of)))) as fingerprint
        from {{ relation }} as row_of
        group by source_name, user_id, course_id
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
