{#- The `when … then '<reason>'` lines that find a value which makes the row useless. -#}
{% macro reject_rules(column, found) -%}
    {%- if found -%}
        {%- set name = column.name -%}
        {%- set value = typed_value(column, found) -%}
        {%- set expected = {
            'time': 'a time', 'number': 'a number', 'share': 'a number', 'whole': 'a whole number',
            'count': 'a whole number', 'flag': 'true or false',
        } -%}
        {%- if column.is_required or name == 'action_id' %}
            when {{ name }} is null then '{{ name }} is missing'
        {%- endif -%}
        {%- if column.kind is not string %}
            when {{ name }} not in ('{{ column.kind | join("', '") }}') then '{{ name }} is not one of {{ column.kind | join(", ") }}'
        {%- elif column.kind in expected and not is_native(column, found) %}
            when {{ name }} is not null and {{ value }} is null then '{{ name }} is not {{ expected[column.kind] }}'
        {%- endif -%}
        {%- if column.kind == 'time' %}
            when not ({{ is_plausible_time(value) }}) then '{{ name }} is outside the plausible range'
        {%- elif column.kind == 'share' %}
            when {{ value }} not between 0 and 1 then '{{ name }} is not between 0 and 1'
        {%- elif column.kind == 'count' %}
            when {{ value }} < 1 then '{{ name }} is below 1'
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
