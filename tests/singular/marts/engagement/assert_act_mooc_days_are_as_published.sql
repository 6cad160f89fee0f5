{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set days = ref('fct_daily_engagement') ~ " where source_name = 'act_mooc'" %}
{% set per_user = '(select user_id, count(*) as day_count from ' ~ days ~ ' group by user_id)' %}
{% set learners = ref('user_course_engagement') ~ " where source_name = 'act_mooc'" %}
{% set spans %}
    (
        select
            enrollments.user_id,
            days.day_count,
            floor((epoch_us(enrollments.last_acted_at) - epoch_us(enrollments.first_acted_at)) / 86400000000) as span_days
        from {{ ref('fct_enrollments') }} as enrollments
        inner join {{ per_user }} as days on enrollments.user_id = days.user_id
        where enrollments.source_name = 'act_mooc'
    )
{% endset %}
{% set figures = [
    ['mean longest streak', 2.095, 'select avg(longest_streak_days) from ' ~ learners, 0.0005],
    ['median longest streak', 2, 'select median(longest_streak_days) from ' ~ learners],
    ['longest streak of all', 18, 'select max(longest_streak_days) from ' ~ learners],
    ['users with a longest streak of one day', 2967, 'select count(*) from ' ~ learners ~ ' and longest_streak_days = 1'],
    ['users with a gap of 7 days or more', 2629, 'select count(*) from ' ~ learners ~ ' and longest_gap_days >= 7'],
    ['longest gap', 28, 'select max(longest_gap_days) from ' ~ learners],
    ['active days per learner', 32358, 'select sum(active_day_count) from ' ~ learners],
    ['users with more days than their span', 400, 'select count(*) from ' ~ spans ~ ' where day_count > span_days + 1'],
    [
        'days of week 4', 1.77,
        'select (epoch_us(as_of) - epoch_us(starts_at)) / 86400000000.0 - 28 from ' ~ ref('dim_courses')
        ~ " where source_name = 'act_mooc'", 0.005,
    ],
    ['user days', 32358, 'select count(*) from ' ~ days],
    ['mean active days', 4.592, 'select avg(day_count) from ' ~ per_user, 0.0005],
    ['median active days', 3, 'select median(day_count) from ' ~ per_user],
    ['most active days', 26, 'select max(day_count) from ' ~ per_user],
    ['users with one active day', 1575, 'select count(*) from ' ~ per_user ~ ' where day_count = 1'],
] %}
{% for user_count in [528, 1361, 1266, 1201] %}
    {% do figures.append([
        'users on day ' ~ loop.index0, user_count, 'select count(*) from ' ~ days ~ ' and course_day = ' ~ loop.index0,
    ]) %}
    {% do figures.append([
        'trend on day ' ~ loop.index0, user_count,
        'select active_users_1d from (select *, row_number() over (order by activity_date) as day_number from '
        ~ ref('course_activity_trend') ~ " where source_name = 'act_mooc') where day_number = " ~ loop.index,
    ]) %}
{% endfor %}
{% for action_count in [4953, 17912, 15345, 12541, 11054, 8570, 7301] %}
    {% do figures.append([
        'actions on day ' ~ loop.index0, action_count,
        'select sum(action_count) from ' ~ days ~ ' and course_day = ' ~ loop.index0,
    ]) %}
{% endfor %}

{{ wrong_figures(figures) }}
