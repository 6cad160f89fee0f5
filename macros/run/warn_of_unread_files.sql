{#- Runs when dbt ends, or a file is missing: names what lay in the folder of a source and was read as no table. -#}
{% macro warn_of_unread_files() %}
    {% if execute and flags.WHICH in ['build', 'run'] and adapter.get_relation(target.database, 'inputs', 'unread_files') %}
        {% set sql = 'select source_name, file from inputs.unread_files order by source_name, file' %}
        {% for source_name, rows in run_query(sql).rows | groupby('source_name') %}
            {% set files = rows | map(attribute='file') | list %}
            {% set folder = data_dir() ~ '/' ~ source_name %}
            {% set tables = source_tables(source_name) %}
            {% set endings = tables[0].endings %}
            {% set names = tables | map(attribute='stem') | map('replace', folder ~ '/', '') | list %}
            {% do exceptions.warn(folder ~ ': files that are not read: ' ~ files | length ~ ' (' ~ files[:3] | join(', ')
                ~ (', …' if files | length > 3 else '') ~ '); a table is a ' ~ endings[:-1] | join(', ') ~ ' or ' ~ endings[-1]
                ~ ' file' ~ (', or a folder of them' if tables | rejectattr('is_one_file') | list else '')
                ~ ', called ' ~ names | join(' or ')) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
