{#- Whether a model gets only what changed: it stands in the warehouse, built by this very state of the project (models,
    macros, seeds, settings, salt), so that old rows and new never mix. -#}
{% macro is_increment(model_name) %}
    {% if not execute or flags.WHICH not in ['build', 'run'] or flags.FULL_REFRESH %}
        {{ return(false) }}
    {% endif %}
    {% set sql %}
        select count(*)
        from duckdb_tables() as built
        inner join duckdb_tables() as inputs using (database_name, table_name)
        where database_name = current_database()
            and table_name = '{{ model_name }}'
            and built.schema_name <> 'inputs'
            and inputs.schema_name = 'inputs'
            and inputs.comment = (select state from inputs.project)
    {% endset %}
    {{ return(run_query(sql).columns[0].values()[0] > 0) }}
{% endmacro %}
