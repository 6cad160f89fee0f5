{#- A `dbt build` of everything: no selection, no exclusion, no part of the resource types, no --empty or --sample. -#}
{% macro is_whole_build() %}
    {% set narrowed = [] %}
    {% for option in ['select', 'exclude', 'selector', 'resource_types', 'exclude_resource_types', 'empty', 'sample', 'models']
        if invocation_args_dict.get(option) %}
        {% do narrowed.append(option) %}
    {% endfor %}
    {{ return(flags.WHICH == 'build' and not narrowed) }}
{% endmacro %}
