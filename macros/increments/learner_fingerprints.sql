{#- Inputs of a model built from actions and from how their courses take times: a fingerprint per learner in a course. Of
    as_of it matters whether and where it cuts off the learner's actions. The hash of a row is hashed once more: DuckDB
    combines the columns by XOR, so that equal changes of a column in two rows would cancel out. -#}
{% macro learner_fingerprints(actions, courses) %}
    {% set sql %}
        select
            source_name,
            user_id,
            course_id,
            hash(row_count, row_hash, time_precision, has_clock_time, starts_on, least(last_acted_at, as_of))
                as fingerprint
        from (
            select
                source_name,
                user_id,
                course_id,
                count(*) as row_count,
                bit_xor(hash(hash(actions))) as row_hash,
                max(acted_at) as last_acted_at
            from (select * exclude (source_file) from {{ actions }}) as actions
            group by source_name, user_id, course_id
        ) as learners
        inner join {{ courses }} as courses using (source_name, course_id)
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
