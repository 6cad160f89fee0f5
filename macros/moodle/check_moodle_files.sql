{#- Stops the run when Moodle's log lies there in neither or both of its forms, or when times of a report do not fit their
    format. -#}
{% macro check_moodle_files() %}
    {% set log = source_table('moodle', 'log') %}
    {% set report = source_table('moodle', 'report') %}
    {% set log_files, report_files = find_files(log), find_files(report) %}
    {% if not log_files and not report_files %}
        {{ stop(log.stem ~ '.csv: no such file; put it there (' ~ log.endings | join(', ')
            ~ '), or downloaded reports below ' ~ report.stem ~ '/, or set MOOC_DATA_DIR to the folder that holds moodle/') }}
    {% endif %}
    {% if log_files and report_files %}
        {{ stop(log_files[0] ~ ' and ' ~ report_files[0] ~ ': the same log twice; keep the table or the reports') }}
    {% endif %}
    {% if report_files %}
        {% set format = var('moodle_report_time_format') %}
        {% set sql %}
            select
                source_file,
                count(*) as row_count,
                count(*) - count({{ parse_clock_time('time') }}) as unfit_count,
                min(case when {{ parse_clock_time('time') }} is null then time end) as example
            from ({{ moodle_rows('report', ['time']) }}) as times
            group by source_file
            having count(*) > count({{ parse_clock_time('time') }})
            order by source_file
        {% endset %}
        {% for row in run_query(sql).rows %}
            {{ stop(data_dir() ~ '/' ~ row['source_file'] ~ ': ' ~ row['unfit_count'] ~ ' of ' ~ row['row_count']
                ~ ' times do not fit the format ' ~ format ~ ', such as "' ~ (row['example'] or '')
                ~ '"; set moodle_report_time_format') }}
        {% endfor %}
    {% endif %}
{% endmacro %}
