{#- Whether a text begins and ends with a plain character, so that there is nothing to trim: a quick look, false for a letter
    beyond ASCII at either end. -#}
{% macro is_trimmed(value) %}{{ value }} between '!' and '~' and right({{ value }}, 1) between '!' and '~'{% endmacro %}
