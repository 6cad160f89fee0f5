{#- The `when … then '<reason>'` lines for the two columns that name an OULAD presentation. -#}
{% macro presentation_rules() -%}
    when module is null then 'code_module is missing'
    when starts_on is null then 'code_presentation is not a year and B or J'
    when not ({{ is_plausible_time('starts_on') }}) then 'code_presentation is outside the plausible range'
{%- endmacro %}
