{#- A setting that lists rising whole numbers above 0. Models loop over such lists while dbt parses, before check_settings
    runs, so the check is here. -#}
{% macro rising_numbers(name) %}
    {% set numbers = var(name) %}
    {% if numbers is string or numbers is not sequence or not numbers
        or numbers | reject('integer') | list or numbers | sort | unique | list != numbers or numbers[0] <= 0 %}
        {{ stop(name ~ ': expected rising whole numbers above 0, found ' ~ numbers) }}
    {% endif %}
    {{ return(numbers) }}
{% endmacro %}
