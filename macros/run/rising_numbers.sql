{#- A variable that lists rising whole numbers above 0, the largest at most `most`. Models loop over such lists while dbt
    parses, before check_settings runs, so the check is here. -#}
{% macro rising_numbers(name, most=none) %}
    {% set numbers = var(name) %}
    {% if numbers is string or numbers is not sequence or not numbers
        or numbers | reject('integer') | list or numbers | sort | unique | list != numbers or numbers[0] <= 0
        or (most and numbers[-1] > most) %}
        {{ exceptions.raise_compiler_error(
            name ~ ': expected rising whole numbers above 0' ~ (' and up to ' ~ most if most else '')
            ~ ', found ' ~ numbers
        ) }}
    {% endif %}
    {{ return(numbers) }}
{% endmacro %}
