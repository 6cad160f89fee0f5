-- Kuzilek, Hlosta and Zdrahal 2017, recomputed from the files.
{{ config(enabled='oulad' in var('sources'), tags=['published_figures']) }}

{% set submits = "action_type in ('TMA', 'CMA', 'Exam', 'banked')" %}
{% set actions = ref('fct_actions') ~ " where source_name = 'oulad'" %}
{% set clicks = actions ~ ' and not ' ~ submits %}
{% set enrollments = ref('fct_enrollments') ~ " where source_name = 'oulad'" %}
{% set activities = ref('dim_activities') ~ " where source_name = 'oulad'" %}
{% set ledger = ref('row_ledger') ~ " where source_name = 'oulad'" %}
{% set vle = ledger ~ " and table_name = 'student_vle'" %}
{% set rows = ref('base_oulad__student_vle') %}
{% set submissions = ref('base_oulad__student_assessment') %}
{% set registrations = ref('base_oulad__student_registration') %}
{% set with_dates %}
    (
        select students.final_result, registrations.registration_day, registrations.unregistration_day
        from {{ ref('base_oulad__student_info') }} as students
        inner join {{ registrations }} as registrations
            on students.course_id = registrations.course_id and students.student_id = registrations.student_id
    )
{% endset %}
{% set with_clicks %}(select distinct user_id, course_id from {{ clicks }}){% endset %}
{% set without_clicks %}
    (
        select enrollments.outcome
        from {{ ref('fct_enrollments') }} as enrollments
        left join {{ with_clicks }} as clickers
            on enrollments.user_id = clickers.user_id and enrollments.course_id = clickers.course_id
        where enrollments.source_name = 'oulad' and clickers.user_id is null
    )
{% endset %}

{% set figures = [
    ['rows rejected or duplicate', 0, 'select sum(rejected_row_count + duplicate_row_count) from ' ~ ledger],
    ['rows of clicks', 10655280, 'select kept_row_count from ' ~ vle],
    ['rows summed into others', 2195960, 'select merged_row_count from ' ~ vle],
    [
        'rows after exact de-duplication', 9868110,
        'select count(*) from (select distinct course_id, student_id, site_id, click_day, click_count from ' ~ rows ~ ')',
    ],
    ['rows after summing', 8459320, 'select count(*) from ' ~ clicks],
    ['clicks', 39605099, 'select sum(action_count) from ' ~ clicks],
    ['first day', -25, 'select min(course_day) from ' ~ clicks],
    ['last day', 269, 'select max(course_day) from ' ~ clicks],
    ['rows before day 0', 688988, 'select count(*) from ' ~ rows ~ ' where click_day < 0'],
    [
        'rows after unregistration', 29440,
        'select count(*) from ' ~ rows ~ ' as clicks inner join ' ~ registrations ~ ' as registrations on '
        ~ 'clicks.course_id = registrations.course_id and clicks.student_id = registrations.student_id '
        ~ 'and clicks.click_day > registrations.unregistration_day',
    ],
    [
        'enrolment-days', 1808119,
        'select count(*) from (select distinct user_id, course_id, acted_on from ' ~ clicks ~ ')',
    ],
    [
        'study days of clicks', 1808119,
        'select count(*) from ' ~ ref('fct_daily_engagement') ~ " where source_name = 'oulad' and "
        ~ '(course_id, user_id, acted_on) in (select course_id, user_id, acted_on from ' ~ clicks ~ ')',
    ],
    [
        'study days with a duration or a session', 0,
        'select count(coalesce(time_on_task_seconds, time_on_task_low_seconds, session_count)) from '
        ~ ref('fct_daily_engagement') ~ " where source_name = 'oulad'",
    ],
    ['sessions', 0, 'select count(*) from ' ~ ref('fct_sessions') ~ " where source_name = 'oulad'"],
    ['actions with an hour', 0, 'select count(coalesce(hour_of_day, day_of_week)) from ' ~ actions],
    ['students', 28785, 'select count(*) from ' ~ ref('dim_users') ~ " where source_name = 'oulad'"],
    ['students with clicks', 26074, 'select count(distinct user_id) from ' ~ clicks],
    ['enrolments', 32593, 'select count(*) from ' ~ enrollments],
    ['enrolments without clicks', 3365, 'select count(*) from ' ~ without_clicks],
    ['withdrawn without clicks', 2988, 'select count(*) from ' ~ without_clicks ~ " where outcome = 'dropped_out'"],
    ['failed without clicks', 374, 'select count(*) from ' ~ without_clicks ~ " where outcome = 'failed'"],
    ['passed without clicks', 3, 'select count(*) from ' ~ without_clicks ~ " where outcome = 'completed'"],
    ['enrolments without registration', 45, 'select count(*) from ' ~ enrollments ~ ' and enrolled_at is null'],
    ['no unregistration', 22521, 'select count(*) from ' ~ with_dates ~ ' where unregistration_day is null'],
    [
        'withdrawn without a date', 93,
        'select count(*) from ' ~ with_dates ~ " where final_result = 'Withdrawn' and unregistration_day is null",
    ],
    [
        'not withdrawn with a date', 9,
        'select count(*) from ' ~ with_dates ~ " where final_result <> 'Withdrawn' and unregistration_day is not null",
    ],
    ['left on or before day 0', 3097, 'select count(*) from ' ~ with_dates ~ ' where unregistration_day <= 0'],
    ['presentations', 22, 'select count(*) from ' ~ ref('dim_courses') ~ " where source_name = 'oulad'"],
    [
        'sites', 6364,
        'select count(*) from ' ~ activities ~ " and activity_type not in ('TMA', 'CMA', 'Exam')",
    ],
    ['kinds of site', 20, 'select count(distinct activity_type) from ' ~ ref('base_oulad__vle')],
    ['TMA', 106, 'select count(*) from ' ~ activities ~ " and activity_type = 'TMA'"],
    ['CMA', 76, 'select count(*) from ' ~ activities ~ " and activity_type = 'CMA'"],
    ['exams', 24, 'select count(*) from ' ~ activities ~ " and activity_type = 'Exam'"],
    [
        'exams without a date', 11,
        'select count(*) from ' ~ activities ~ " and activity_type = 'Exam' and due_at is null",
    ],
    ['submissions', 173912, 'select count(*) from ' ~ actions ~ ' and ' ~ submits],
    ['submissions without score', 173, 'select count(*) from ' ~ actions ~ ' and ' ~ submits ~ ' and score is null'],
    ['banked', 1909, 'select count(*) from ' ~ actions ~ " and action_type = 'banked' and not is_counted"],
    [
        'submitted problems', 172003,
        'select count(*) from ' ~ ref('fct_problem_engagement') ~ " where source_name = 'oulad'",
    ],
    [
        'late submissions', 49318,
        'select count(*) from ' ~ submissions ~ ' as submissions inner join ' ~ ref('base_oulad__assessments')
        ~ ' as assessments on submissions.assessment_id = assessments.assessment_id '
        ~ 'and submissions.submitted_day > assessments.due_day',
    ],
    ['disability', 3164, 'select count(*) from ' ~ enrollments ~ " and disability = 'Y'"],
    ['male', 17875, 'select count(*) from ' ~ enrollments ~ " and gender = 'M'"],
    ['female', 14718, 'select count(*) from ' ~ enrollments ~ " and gender = 'F'"],
] %}
{% for band, count in {'0-35': 22944, '35-55': 9433, '55<=': 216}.items() %}
    {% do figures.append([
        'age ' ~ band, count, 'select count(*) from ' ~ enrollments ~ " and age_band = '" ~ band ~ "'",
    ]) %}
{% endfor %}
{% for type, count in {'forumng': 2408457, 'oucontent': 1963782, 'homepage': 1735226, 'quiz': 914573}.items() %}
    {% do figures.append([
        'rows of ' ~ type, count,
        'select count(*) from ' ~ rows ~ ' as clicks inner join ' ~ ref('base_oulad__vle') ~ ' as sites on '
        ~ "clicks.site_id = sites.site_id and clicks.course_id = sites.course_id and sites.activity_type = '" ~ type ~ "'",
    ]) %}
{% endfor %}
{% do figures.append([
    'rows without their site', 0, 'select count(*) from ' ~ actions ~ " and action_type = 'unknown_site'",
]) %}

{{ wrong_figures(figures) }}
