{#- Stops the run when the yml of a raw table has a word that nothing reads, such as a misspelt one. -#}
{% macro check_declaration(table) %}
    {% set file = '_' ~ table.source_name ~ '__sources.yml: ' %}
    {% set words = [
        'endings', 'delimiter', 'dialect', 'is_lines', 'is_quoted', 'is_one_file', 'is_optional', 'has_loose_headers',
        'has_contract_columns', 'has_hashed_users', 'has_personal_data', 'holds_actions',
    ] %}
    {% for word in table.meta if word not in words %}
        {% do exceptions.raise_compiler_error(
            file ~ word ~ ' is no word for the table ' ~ table.name ~ '; choose from ' ~ words | join(', ')
        ) %}
    {% endfor %}
    {% set columns = contract(table.name) | map(attribute='name') | list if table.has_contract_columns else table.headers | list %}
    {% for column in table.headers if column not in columns %}
        {% do exceptions.raise_compiler_error(
            file ~ column ~ ' is no column of the contract for the table ' ~ table.name ~ '; choose from ' ~ columns | join(', ')
        ) %}
    {% endfor %}
    {% if not table.is_lines and table.delimiter is defined and table.delimiter | length != 1 %}
        {% do exceptions.raise_compiler_error(
            file ~ 'expected one character as delimiter of the table ' ~ table.name ~ ', found "' ~ table.delimiter ~ '"'
        ) %}
    {% endif %}
{% endmacro %}
