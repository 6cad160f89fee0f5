{#- One column of the contract in a base model. `found` is the file's column that holds it, or none. A value that the file
    already stores in the right type is taken as it is; any other goes through text. -#}
{% macro is_native(column, found) %}
    {% set native_types = {'time': 'TIMESTAMP', 'whole': 'BIGINT', 'count': 'BIGINT', 'flag': 'BOOLEAN'} %}
    {{ return(found and column.kind is string and native_types.get(column.kind) == found.type) }}
{% endmacro %}

{#- The value as the file has it: trimmed text, where a blank and the NaN of a data frame are null. -#}
{% macro raw_value(column, found) -%}
    {%- if not found -%}
        cast(null as varchar)
    {%- elif is_native(column, found) -%}
        {{ sql_name(found.name) }}
    {%- elif column.kind in ['number', 'share', 'whole', 'count'] -%}
        nullif({{ parse_text('lower(cast(' ~ sql_name(found.name) ~ ' as varchar))') }}, 'nan')
    {%- else -%}
        {{ parse_text('cast(' ~ sql_name(found.name) ~ ' as varchar)') }}
    {%- endif -%}
{%- endmacro %}

{#- The value in its type, null where it is none. -#}
{% macro typed_value(column, found) -%}
    {%- if not found -%}
        cast(null as {{ contract_type(column.kind) }})
    {%- elif is_native(column, found) or contract_type(column.kind) == 'varchar' -%}
        {{ column.name }}
    {%- elif column.kind == 'time' -%}
        {{ parse_time(column.name) }}
    {%- elif column.kind == 'flag' -%}
        {{ parse_flag(column.name) }}
    {%- elif column.kind in ['number', 'share'] -%}
        {{ parse_number(column.name) }}
    {%- else -%}
        {{ parse_whole_number(column.name) }}
    {%- endif -%}
{%- endmacro %}

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

{#- The value with the contract's default for what the source leaves out. -#}
{% macro value_or_default(column, found, source_name) -%}
    {%- if column.name == 'course_id' and not found and source_name == 'files' -%}
        {{ sql_text(var('files_default_course_id')) }}
    {%- elif 'default' in column -%}
        coalesce({{ column.name }}, {{ column.default }})
    {%- else -%}
        {{ column.name }}
    {%- endif -%}
{%- endmacro %}

{#- A raw row as one text again, to show what was rejected. -#}
{% macro raw_text(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append("coalesce(cast(" ~ sql_name(column.name) ~ " as varchar), '')") -%}
    {%- endfor -%}
    {%- if texts -%} concat_ws(',', {{ texts | join(', ') }}) {%- else -%} cast(null as varchar) {%- endif -%}
{%- endmacro %}
