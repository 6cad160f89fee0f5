{#- Stops the run when Moodle's log lies there in neither or both of its forms, when most times of a report do not fit their
    format or one fits with day and month the other way round, or when rows of a report name no course of its several. -#}
{% macro check_moodle_files() %}
    {% set log = source_table('moodle', 'log') %}
    {% set report = source_table('moodle', 'report') %}
    {% set log_files, report_files = find_files(log), find_files(report) %}
    {% if not log_files and not report_files %}
        {{ exceptions.raise_compiler_error(
            log.stem ~ '.csv: no such file; put it there (' ~ log.endings | join(', ')
            ~ '), or downloaded reports below ' ~ report.stem ~ '/, or set MOOC_DATA_DIR to the folder that holds moodle/'
        ) }}
    {% endif %}
    {% if log_files and report_files %}
        {{ exceptions.raise_compiler_error(
            log_files[0] ~ ' and ' ~ report_files[0] ~ ': the same log twice; keep the table or the reports'
        ) }}
    {% endif %}
    {% if report_files %}
        {% set format = var('moodle_report_time_format') %}
        {% set swapped = format.replace('%d', '%?').replace('%m', '%d').replace('%?', '%m') %}
        {% set sql %}
            select
                source_file,
                count(*) as row_count,
                count(*) filter (where acted_at is null) as unfit_count,
                count(case when acted_at is null then {{ parse_clock_time('time', swapped) }} end) as swapped_count,
                min(time) filter (where acted_at is null) as example,
                min(viewed_course_id) as first_course_id,
                max(viewed_course_id) as last_course_id,
                count(*) filter (where not names_course) as nameless_count
            from (
                select
                    *,
                    {{ parse_clock_time('time') }} as acted_at,
                    case
                        when course is null and event_context like 'Course: %' and {{ event_label('event_name') }} = 'course viewed'
                            then {{ parse_whole_number("split_part(description, '''', -2)") }}
                    end as viewed_course_id,
                    coalesce(
                        event_context in ('System', 'Front page') or description like '%course with %id ''%', false
                    ) as names_course
                from ({{ moodle_rows('report', ['course', 'time'], ['event_context', 'event_name', 'description']) }}) as texts
            ) as typed
            group by source_file
            having count(acted_at) < count(*) or min(viewed_course_id) < max(viewed_course_id)
            order by source_file
        {% endset %}
        {% for row in run_query(sql).rows %}
            {% if row['unfit_count'] * 2 > row['row_count'] or row['swapped_count'] > 0 %}
                {{ exceptions.raise_compiler_error(
                    data_dir() ~ '/' ~ row['source_file'] ~ ': ' ~ row['unfit_count'] ~ ' of ' ~ row['row_count']
                    ~ ' times do not fit the format ' ~ format ~ ', such as "' ~ (row['example'] or '')
                    ~ '"; set moodle_report_time_format'
                ) }}
            {% elif row['first_course_id'] != row['last_course_id'] and row['nameless_count'] > 0 %}
                {{ exceptions.raise_compiler_error(
                    data_dir() ~ '/' ~ row['source_file'] ~ ': views of several courses (' ~ row['first_course_id']
                    ~ ' to ' ~ row['last_course_id'] ~ ') but no column Course, and ' ~ row['nameless_count'] ~ ' of '
                    ~ row['row_count'] ~ ' rows name no course; download it again with that column, or a report per course'
                ) }}
            {% endif %}
        {% endfor %}
    {% endif %}
{% endmacro %}
