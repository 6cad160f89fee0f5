{#- Stops the run when a staging model has a column that its contract table has not, or has in another type, or lacks one that
    every source must have. -#}
{% macro check_staging(staging) %}
    {% if execute and flags.WHICH in ['build', 'run'] %}
        {% set found, types = {}, {} %}
        {% for column in get_column_schema_from_query('select * from ' ~ staging) %}
            {% do found.update({column.name: column.dtype}) %}
        {% endfor %}
        {% for column in get_column_schema_from_query(get_empty_schema_sql(model.columns)) %}
            {% do types.update({column.name: column.dtype}) %}
        {% endfor %}
        {% for name, type in found.items() if type != types.get(name) %}
            {{ exceptions.raise_compiler_error(
                staging.identifier ~ ': the column ' ~ name ~ (
                    ' is ' ~ type ~ ', the contract has ' ~ types[name] if name in types else ' is not in the contract'
                )
            ) }}
        {% endfor %}
        {% for column in model.columns.values()
            if column.name not in found and (column.config.meta.is_required or column.config.meta.key) %}
            {{ exceptions.raise_compiler_error(
                staging.identifier ~ ': no column ' ~ column.name ~ ', which the contract requires of every source'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}
