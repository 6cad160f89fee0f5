{#- Stops the run when the times in a file of the user's own actions are small numbers that, read as seconds, put it whole into
    less than two days, as days of a spreadsheet or 20260301 do. -#}
{% macro check_relative_times(table) %}
    {% if table.base_model == 'base_files__actions' and not var('files_times_are_relative') %}
        {% set sql %}
            select source_file, ({{ epoch_us('max(acted_at)') }} - {{ epoch_us('min(acted_at)') }}) / 1000000 as seconds
            from {{ this }}
            where acted_at >= {{ relative_time(0) }} and acted_at < {{ relative_time(100000000) }}
            group by source_file
            having seconds < 2 * 86400
            order by source_file
        {% endset %}
        {% for source_file, seconds in run_query(sql).rows %}
            {% set file = find_files(table) | select('in', [source_file, data_dir() ~ '/' ~ source_file]) | first %}
            {% set column = file_groups(table, [file])[0].found.acted_at.name %}
            {% set values %}
                select
                    any_value(value) as example,
                    count(*) < 2 * count(case when number < 100000000 then 1 end) as has_seconds,
                    bool_and(coalesce(try_strptime(value, '%Y%m%d') is not null, false)) as has_dates
                from (
                    select value, try_cast(value as double) as number
                    from (select unnest(first_values({{ sql_text(file) }}, {{ sql_text(table.delimiter) }}, {{ sql_text(column) }})) as value)
                )
            {% endset %}
            {% for example, has_seconds, has_dates in run_query(values).rows if has_seconds %}
                {{ exceptions.raise_compiler_error(
                    file ~ ': numbers in ' ~ column ~ ' such as ' ~ example ~ ' would be read as seconds and put the whole '
                    ~ 'file into ' ~ seconds | round | int ~ ' seconds; '
                    ~ ('set files_time_format to "%Y%m%d" if they are dates'
                        if has_dates else 'write times such as 2026-03-01 14:05 if they are days of a spreadsheet')
                    ~ ', or files_times_are_relative to true if they are seconds'
                ) }}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
