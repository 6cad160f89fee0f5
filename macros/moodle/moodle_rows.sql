{#- The rows of all files of a Moodle table: only these columns, as text, null where a file lacks one or writes a word for
    nothing; sentences as they are written, which is quicker. Names, addresses and texts of the other columns go no
    further. -#}
{% macro moodle_rows(name, columns, sentences=[]) %}
    {% do source('moodle', name) %}
    {% set table = source_table('moodle', name) %}
    {% for column in columns + sentences if table and column not in table.headers %}
        {{ exceptions.raise_compiler_error('_moodle__sources.yml: add the column ' ~ column ~ ' to the table ' ~ name ~ ', which is read') }}
    {% endfor %}
    {% for group in file_groups(table) %}
        select
            {% for column in columns + sentences %}
                {% set found = group.found.get(column) %}
                {% if not found %}
                    cast(null as string)
                {% elif column in sentences %}
                    {{ sql_name(found.name) }}
                {% else %}
                    {{ present_text(sql_name(found.name)) }}
                {% endif %}
                as {{ column }},
            {% endfor %}
            source_file,
            record_number
        from {{ raw_rows(group, table) }} as raw_rows
        union all
    {% endfor %}
    select
        {% for column in columns + sentences %}cast(null as string) as {{ column }},{% endfor %}
        cast(null as string) as source_file,
        cast(null as bigint) as record_number
    where false
{% endmacro %}
