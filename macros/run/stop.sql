{#- Ends the run with one sentence that names the file or setting and what to do. -#}
{% macro stop(sentence) %}
    {{ exceptions.raise_compiler_error(sentence) }}
{% endmacro %}
