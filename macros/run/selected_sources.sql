{#- The sources to build: the variable `sources`, a list or names with commas between. One that has no staging models dbt
    itself refuses. -#}
{% macro selected_sources() %}
    {% set sources = var('sources') %}
    {% if sources is string %}
        {% set sources = sources.replace(' ', '').split(',') %}
    {% elif sources is not sequence or not sources %}
        {{ exceptions.raise_compiler_error('sources: expected a list such as [sample, files], found ' ~ sources) }}
    {% endif %}
    {{ return(sources | unique | list) }}
{% endmacro %}
