{#- The sources to build: the variable `sources`, a list or names with commas between. -#}
{% macro selected_sources() %}
    {% set sources = var('sources') %}
    {% if sources is string %}
        {% set sources = sources.replace(' ', '').split(',') %}
    {% elif sources is not sequence or not sources %}
        {{ exceptions.raise_compiler_error('sources: expected a list such as [sample, files], found ' ~ sources) }}
    {% endif %}
    {% for source in sources if source not in known_sources() %}
        {{ exceptions.raise_compiler_error(
            'sources: ' ~ source ~ ' is not a source; choose from ' ~ known_sources() | join(', ')
        ) }}
    {% endfor %}
    {{ return(sources | unique | list) }}
{% endmacro %}
