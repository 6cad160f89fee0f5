{#- Says, before a build of other sources than the last, that it replaces what that one left. -#}
{% macro say_what_is_replaced() %}
    {% set capabilities = adapter.get_relation(target.database, 'quality', 'source_capabilities') %}
    {% if flags.WHICH in ['build', 'run'] and capabilities %}
        {% set built = run_query('select distinct source_name from ' ~ capabilities ~ ' order by 1').columns[0].values() | list %}
        {% if built and built != selected_sources() | sort %}
            {% do exceptions.warn('The last build was of ' ~ built | join(', ') ~ '; its tables and exports are replaced by those of '
                ~ selected_sources() | join(', ') ~ '. Set MOOC_WAREHOUSE and MOOC_EXPORTS to keep both') %}
        {% endif %}
    {% endif %}
{% endmacro %}
