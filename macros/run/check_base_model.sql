{#- Stops the run when a raw table has no base model, or one without the settings of base models: it would be a view that
    loses unreadable lines. -#}
{% macro check_base_model(table) %}
    {% set name = base_model(table) %}
    {% set found = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('name', 'equalto', name) | first %}
    {% if not found %}
        {{ stop(name ~ ': no such model; write one for the raw table ' ~ table.name) }}
    {% endif %}
    {% set hooks = (found.config['pre-hook'] + found.config['post-hook']) | map(attribute='sql') | join %}
    {% if found.config.materialized != 'incremental' or 'keep_unreadable_lines' not in hooks or 'remember_files' not in hooks
        or 'take_back_files' not in hooks %}
        {{ stop(name ~ ': lacks the settings of base models; add "' ~ table.source_name ~ ': {base: *files}" in dbt_project.yml, '
            ~ 'beside the other sources under models') }}
    {% endif %}
{% endmacro %}
