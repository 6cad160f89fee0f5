{#- A condition on rows that each belong to a user: whether they are of the batch that is being computed. -#}
{% macro is_in_batch(user_id) -%}
    {{ return(adapter.dispatch('is_in_batch')(user_id)) }}
{%- endmacro %}
{% macro duckdb__is_in_batch(user_id) -%}
    hash({{ user_id }}) % coalesce(cast(getvariable('batch_count') as ubigint), 1)
    = coalesce(cast(getvariable('batch') as ubigint), 0)
{%- endmacro %}
{#- Spark divides the work by itself. -#}
{% macro spark__is_in_batch(user_id) -%}
    true
{%- endmacro %}
