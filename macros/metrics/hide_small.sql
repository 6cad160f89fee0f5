{#- A user count, or a value that rests on so many users, left empty below min_cell_size so that no one is singled out. -#}
{% macro hide_small(value, user_count=none) -%}
    case when {{ user_count or value }} >= {{ var('min_cell_size') }} then {{ value }} end
{%- endmacro %}
