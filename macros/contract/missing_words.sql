{#- What exports, data frames and web trackers write where there is no value, in lower case. -#}
{% macro missing_words() %}
    {{ return(['', 'nan', 'na', 'n/a', '<na>', 'nat', 'null', 'none', 'nil', 'undefined', '(not set)', '\\n']) }}
{% endmacro %}
