{#- Post-hook of a base model: add its unreadable lines, each with what is wrong, and count them in record_number. Their
    text is left out where the table holds personal data. -#}
{% macro keep_unreadable_lines() %}
    {% if execute %}
        {% set table = base_table() %}
        {% for group in file_groups(table) if group.unreadable_table %}
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
                from {{ group.unreadable_table }} as faults
                inner join {{ group.unreadable_table }}_scans as scans using (scan_id, file_id)
                group by scans.file_path, faults.line
            {% endset %}
            {% if run_query('select count(*) from (' ~ lines ~ ')').columns[0].values()[0] > 0 %}
                update {{ this }} as readable
                set record_number = record_number + (
                    select count(*)
                    from (
                        select source_file, record_number - row_number() over (
                            partition by source_file order by record_number
                        ) as readable_before
                        from ({{ lines }})
                    ) as unreadable
                    where unreadable.source_file = readable.source_file
                        and unreadable.readable_before < readable.record_number
                )
                where source_file in (select source_file from ({{ lines }}) as unreadable);
                insert into {{ this }} by name {{ lines }};
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}
