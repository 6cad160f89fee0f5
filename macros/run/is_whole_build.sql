{#- Whether `dbt build` made and tested everything: each model, seed and data test of the project, of all its rows. -#}
{% macro is_whole_build(results) %}
    {% set done = dict.fromkeys(results | map(attribute='node.unique_id')) %}
    {% set nodes = graph.nodes.values() | selectattr('resource_type', 'in', ['model', 'seed', 'test']) %}
    {% set missing = nodes | selectattr('config.enabled') | map(attribute='unique_id') | reject('in', done) | list %}
    {{ return(flags.WHICH == 'build' and not missing and not flags.EMPTY and not invocation_args_dict.get('sample')) }}
{% endmacro %}
