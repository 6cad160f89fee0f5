{#- Pre-hook of a model that is computed in batches of users, of which the model itself is the first: so many that each fits
    into memory, if these are its rows. -#}
{% macro begin_batches(rows) %}
    {% if execute %}
        set variable batch = 0;
        set variable batch_count = (
            select
                greatest(1, cast(ceil(
                    count(*) * {{ var('action_memory_bytes') }}
                    / parse_formatted_bytes(current_setting('memory_limit'))
                ) as bigint))
            from {{ rows }}
            where {{ is_changed_learner() }}
        );
    {% endif %}
{% endmacro %}
