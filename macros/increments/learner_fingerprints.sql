{#- What each learner's rows of fct_actions are made of, as a fingerprint: the learner's actions, and how the course takes times.
    Of its as_of it matters whether and where it cuts off the learner's actions. A hash of a row is hashed once more, as in
    made_of. -#}
{% macro learner_fingerprints() %}
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
            from (select * exclude (source_file) from {{ ref('int_actions') }}) as actions
            group by source_name, user_id, course_id
        ) as learners
        inner join {{ ref('int_courses') }} as courses using (source_name, course_id)
    {% endset %}
    {{ return(sql) }}
{% endmacro %}
