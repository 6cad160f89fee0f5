{#- A setting that must be among those of another one. Models compute with it while dbt parses, so the check is here. -#}
{% macro one_of(name, choices) %}
    {% if var(name) not in rising_numbers(choices) %}
        {{ exceptions.raise_compiler_error(name ~ ': expected one of ' ~ choices ~ ', found ' ~ var(name)) }}
    {% endif %}
    {{ return(var(name)) }}
{% endmacro %}
