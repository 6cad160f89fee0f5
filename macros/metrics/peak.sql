{#- How much each user's actions gather in the same slots of a cycle, such as the hours of a day: (ln of the number of slots
    - entropy of the user's shares) x the fullest slot. -#}
{% macro peak(actions, slot, slot_count) -%}
    select
        source_name,
        user_id,
        course_id,
        round(
            (ln({{ slot_count }}) + {{ exact_sum('slot_share * ln(slot_share)', 1000000000000000) }}) * max(action_count), 12
        ) as regularity
    from (
        select
            source_name,
            user_id,
            course_id,
            cast(sum(action_count) as double) as action_count,
            sum(action_count)
            / cast(sum(sum(action_count)) over (partition by source_name, user_id, course_id) as double) as slot_share
        from {{ actions }}
        group by source_name, user_id, course_id, {{ slot }}
    ) as slots
    group by source_name, user_id, course_id
{%- endmacro %}
