{#- The value with the contract's default for what the source leaves out. -#}
{% macro value_or_default(column, found, source_name) -%}
    {%- if column.name == 'action_id' and not found -%}
        {{ occurrence_hash() }}
    {%- elif column.name == 'course_id' and not found and source_name == 'files' -%}
        {{ sql_text(var('files_default_course_id')) }}
    {%- elif column.name == 'action_type' and not found and source_name == 'files' -%}
        {{ sql_text(var('files_default_action_type')) }}
    {%- elif column.name == 'is_fully_labelled' and source_name == 'files' -%}
        coalesce({{ column.name }}, {{ var('files_are_fully_labelled') }})
    {%- elif 'default' in column -%}
        coalesce({{ column.name }}, {{ column.default }})
    {%- else -%}
        {{ column.name }}
    {%- endif -%}
{%- endmacro %}
