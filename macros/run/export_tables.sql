{#- Runs when dbt ends: copies the export tables to Parquet and CSV when `dbt build` made and tested everything (each model, seed
    and data test of the project, of all its rows) without a failure. DuckDB writes each file beside its place and renames it,
    so a reader never meets half a file. -#}
{% macro export_tables(results) %}
    {% if execute and flags.WHICH == 'build' and not flags.EMPTY and not invocation_args_dict.get('sample') %}
        {% set done = dict.fromkeys(results | map(attribute='node.unique_id')) %}
        {% set nodes = graph.nodes.values() | selectattr('resource_type', 'in', ['model', 'seed', 'test']) %}
        {% set missing = nodes | selectattr('config.enabled') | map(attribute='unique_id') | reject('in', done) | list %}
        {% set failed = results | rejectattr('status', 'in', ['success', 'pass', 'warn', 'no-op']) | list %}
        {% set folder = env_var('MOOC_EXPORTS', '') or 'exports' %}
        {% set formats = {'parquet': 'format parquet', 'csv': 'format csv, header'} if not missing and not failed else {} %}
        {% for format, options in formats.items() %}
            {% set fault_sql = 'select find_folder_fault(' ~ sql_text(folder ~ '/' ~ format) ~ ')' %}
            {% set fault = run_query(fault_sql).columns[0].values()[0] %}
            {% if fault %}{% do exceptions.raise_compiler_error('MOOC_EXPORTS: ' ~ folder ~ '/' ~ format ~ ' ' ~ fault) %}{% endif %}
            {% for result in results if result.node.resource_type == 'model' and result.node.schema == 'exports' %}
                {% set file = folder ~ '/' ~ format ~ '/' ~ result.node.name ~ '.' ~ format %}
                {% do run_query('copy ' ~ result.node.relation_name ~ ' to ' ~ sql_text(file) ~ ' (' ~ options ~ ', use_tmp_file true)') %}
            {% endfor %}
        {% endfor %}
        {% if formats %}{% do log('Exports written to ' ~ folder ~ '/parquet and ' ~ folder ~ '/csv', info=true) %}{% endif %}
    {% endif %}
{% endmacro %}
