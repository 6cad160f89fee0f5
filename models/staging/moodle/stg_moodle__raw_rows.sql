select
    table_name,
    source_file,
    record_number,
    reject_reason,
    cast(null as string) as raw_text
from {{ ref('stg_moodle__judged_events') }}
union all
{{ stg_raw_rows('moodle', [
    'course', 'course_modules', 'module_types', 'user_enrolments', 'enrol', 'course_completions', 'grade_items',
    'grade_grades', 'role_assignments', 'context', 'role',
]) }}
