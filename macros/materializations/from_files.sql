{#- The materialization of a base model: a table of the rows of files, which grows by file. In a run
      1. the rows of files that were changed or removed go,
      2. the model is computed for files that are new or changed: raw_rows() reads no others,
      3. lines that DuckDB could not parse are added, each with what is wrong, and times that were misread stop the run,
      4. the files are remembered in schema inputs, as they were listed before they were read,
    all in one transaction. A table that is not there, or was built by another state of the project, is built whole. -#}
{% materialization from_files, adapter='duckdb' %}
    {% set target_table = this.incorporate(type='table') %}
    {% set existing = load_cached_relation(this) %}
    {% set grows = existing is not none and is_increment(model.name) %}
    {% set table = base_table() %}
    {% set unreadable = file_groups(table) | map(attribute='unreadable_table') | select | list %}
    {{ run_hooks(pre_hooks) }}

    {% call statement('main') %}
        {#- Unreadable lines of an earlier run in the same process. #}
        {% for lines in unreadable %}drop table if exists {{ lines }}; drop table if exists {{ lines }}_scans;{% endfor %}
        {% if grows %}
            delete from {{ this }}
            where source_file not in (
                select source_file
                from inputs.files
                inner join inputs.{{ this.name }} using (source_file, signature)
                where model_name = '{{ this.name }}'
            );
            insert into {{ this }} by name {{ compiled_code }};
        {% else %}
            {{ 'drop ' ~ existing.type ~ ' ' ~ existing ~ ';' if existing }}
            {{ create_table_as(false, this, compiled_code) }}
        {% endif %}
    {% endcall %}

    {% for lines in unreadable %}{% do add_unreadable_lines(lines, table) %}{% endfor %}
    {% do check_relative_times(table) %}
    {% set read = "select source_file, signature from inputs.files where model_name = '" ~ this.name ~ "'" %}
    {{ return(finish_table(target_table, read, is_new=not grows)) }}
{% endmaterialization %}

{#- Adds the unreadable lines of a group of files, each with what is wrong, and counts them in record_number. Their text is left
    out where the table holds personal data. -#}
{% macro add_unreadable_lines(faults, table) %}
    {% set lines %}
        select
            {{ source_file('scans.file_path') }} as source_file,
            faults.line{{ '' if table.is_lines else ' - 1' }} as record_number,
            case coalesce(arg_min(faults.error_type, faults.column_idx), min(faults.error_type))
                when 'TOO MANY COLUMNS' then 'too many fields'
                when 'MISSING COLUMNS' then 'too few fields'
                when 'UNQUOTED VALUE' then 'a quote is not closed'
                when 'INVALID ENCODING' then 'not UTF-8'
                when 'LINE SIZE OVER MAXIMUM' then 'longer than 2 MB'
                else coalesce(lower(arg_min(faults.error_type, faults.column_idx)), 'unreadable')
            end as reject_reason,
            {{ 'cast(null as string)' if table.has_personal_data
                else 'trim(any_value(faults.csv_line), chr(10) || chr(13))' }} as raw_text
        from {{ faults }} as faults
        inner join {{ faults }}_scans as scans using (scan_id, file_id)
        group by scans.file_path, faults.line
    {% endset %}
    {% if run_query('select count(*) from ' ~ faults).columns[0].values()[0] > 0 %}
        {% call statement('add_unreadable_lines') %}
            create or replace temp table {{ faults }}_lines as {{ lines }};
            update {{ this }} as readable
            set record_number = record_number + (
                select count(*)
                from (
                    select source_file, record_number - row_number() over (
                        partition by source_file order by record_number
                    ) as readable_before
                    from {{ faults }}_lines
                ) as unreadable
                where unreadable.source_file = readable.source_file
                    and unreadable.readable_before < readable.record_number
            )
            where source_file in (select source_file from {{ faults }}_lines);
            insert into {{ this }} by name from {{ faults }}_lines;
            drop table {{ faults }}_lines;
        {% endcall %}
    {% endif %}
{% endmacro %}
