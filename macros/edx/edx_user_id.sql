{#- The first usable of some user ids, which logs write as number, text, null or blank. -#}
{% macro edx_user_id(ids) -%}
    coalesce(
        {% for id in ids %}
            case when lower({{ id }}) not in ('null', 'none', 'nan') then {{ first_match(without_blanks(id), '^(.+?)([.]0+)?$', 1) }} end
            {{- ',' if not loop.last }}
        {% endfor %}
    )
{%- endmacro %}
