{#- A column as trimmed text, null where it is blank or what data frames write for a missing value. -#}
{% macro present_text(name) -%}
    case when lower(trim(cast({{ name }} as string))) not in ('', 'nan', 'na') then trim(cast({{ name }} as string)) end
{%- endmacro %}
