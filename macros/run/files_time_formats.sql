{#- The setting files_time_format as a list, checked where dbt reads it first. -#}
{% macro files_time_formats() %}
    {% set given = var('files_time_format') %}
    {% set formats = ([given] if given else []) if given is string else given %}
    {% if formats is not sequence or formats is mapping or formats | reject('string') | list %}
        {{ exceptions.raise_compiler_error(
            'files_time_format: expected one or several forms such as "%d/%m/%Y %H:%M", found ' ~ given
        ) }}
    {% endif %}
    {% for format in formats %}
        {% set directives = format.replace('%%', '').replace('%-', '%').split('%')[1:] %}
        {% set letters = directives | map('first') | map('string') | list %}
        {% if letters | reject('in', 'aAbBcdfgGHIjmMnpSuUVwWxXyYzZ' | list) | list
            or not (letters | select('in', 'yYcx') | list and letters | select('in', 'dcxj') | list)
            or not letters | select('in', 'bBmcxj') | list %}
            {{ exceptions.raise_compiler_error(
                'files_time_format: expected a day, a month and a year by the directives of strptime, such as '
                ~ '"%d/%m/%Y %H:%M", found "' ~ format ~ '"'
            ) }}
        {% endif %}
    {% endfor %}
    {{ return(formats) }}
{% endmacro %}
