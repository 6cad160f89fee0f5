{#- The lower bound, in minutes, of the range of lengths that a duration in seconds lies in. The last range has no end. -#}
{% macro length_bucket(seconds) -%}
    cast(case
        {%- for minutes in [120, 60, 30, 15, 5, 1] %}
        when {{ seconds }} >= {{ minutes * 60 }} then {{ minutes }}
        {%- endfor %}
        else 0
    end as bigint)
{%- endmacro %}
