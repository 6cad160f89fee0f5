{#- The rows of several selects in the columns of all: null where one lacks a column, and a default where there is one. -#}
{% macro union_by_name(selects, defaults) %}{{ return(adapter.dispatch('union_by_name')(selects, defaults)) }}{% endmacro %}
{% macro duckdb__union_by_name(selects, defaults) %}
{%- set filled = [] -%}
{%- for column, default in defaults.items() -%}
    {%- do filled.append('coalesce(' ~ column ~ ', ' ~ default ~ ') as ' ~ column) -%}
{%- endfor -%}
select *{{ ' replace (' ~ filled | join(', ') ~ ')' if filled }}
from (
    {{ selects | join('\n    union all by name\n    ') }}
) as unioned
{%- endmacro %}
