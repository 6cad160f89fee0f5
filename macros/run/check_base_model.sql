{#- Stops the run when a raw table has no base model, or one that is not from_files: it would be a view
    that loses unreadable lines. -#}
{% macro check_base_model(table) %}
    {% set name = base_model(table) %}
    {% set found = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('name', 'equalto', name) | first %}
    {% if not found %}
        {{ stop(name ~ ': no such model; write one for the raw table ' ~ table.name) }}
    {% endif %}
    {% if found.config.materialized != 'from_files' %}
        {{ stop(name ~ ': must be materialized from_files; add "' ~ table.source_name ~ ': *of_files" in dbt_project.yml, '
            ~ 'beside the other sources under models') }}
    {% endif %}
{% endmacro %}
