{#- The map from contract columns to the user's headers, checked where dbt reads it first. -#}
{% macro files_columns() %}
    {% if var('files_columns') is not mapping %}
        {{ exceptions.raise_compiler_error(
            'files_columns: expected a map such as {acted_at: event_time}, found ' ~ var('files_columns')
        ) }}
    {% endif %}
    {{ return(var('files_columns')) }}
{% endmacro %}
