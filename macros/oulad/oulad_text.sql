{#- A field of OULAD as text; null where it is missing, which copies of OULAD also write as a question mark. -#}
{% macro oulad_text(value) %}{{ present_text('cast(' ~ value ~ ' as string)', missing_words() + ['?']) }}{% endmacro %}
