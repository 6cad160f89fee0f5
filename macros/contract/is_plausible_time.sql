{#- Whether a time lies in the plausible range of dates. -#}
{% macro is_plausible_time(time) -%}
    {{ time }} >= timestamp '{{ var("plausible_from") }}' and {{ time }} < timestamp '{{ var("plausible_to") }}'
{%- endmacro %}
