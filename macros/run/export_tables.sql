{#- Runs when dbt ends: copies the export tables to Parquet and CSV when a whole `dbt build` went through without a
    failure. DuckDB writes each file beside its place and renames it, so a reader never meets half a file. -#}
{% macro export_tables(results) %}
    {% if execute and is_whole_build(results) and results | rejectattr('status', 'in', ['success', 'pass', 'warn', 'no-op']) | list | length == 0 %}
        {% set folder = env_var('MOOC_EXPORTS', '') or 'exports' %}
        {% for format, options in {'parquet': 'format parquet', 'csv': 'format csv, header'}.items() %}
            {% do check_folder(folder ~ '/' ~ format, 'MOOC_EXPORTS') %}
            {% for result in results if result.node.resource_type == 'model' and result.node.schema == 'exports' %}
                {% set file = folder ~ '/' ~ format ~ '/' ~ result.node.name ~ '.' ~ format %}
                {% do run_query('copy ' ~ result.node.relation_name ~ ' to ' ~ sql_text(file) ~ ' (' ~ options ~ ', use_tmp_file true)') %}
            {% endfor %}
        {% endfor %}
        {% do log('Exports written to ' ~ folder ~ '/parquet and ' ~ folder ~ '/csv', info=true) %}
    {% endif %}
{% endmacro %}
