{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set days = ref('fct_daily_engagement') ~ " where source_name = 'act_mooc'" %}
{% set per_user = '(select user_id, count(*) as day_count from ' ~ days ~ ' group by user_id)' %}
{% set figures = [
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
