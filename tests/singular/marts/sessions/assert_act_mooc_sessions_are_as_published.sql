-- Holds at the default timeout and caps.
{{ config(
    enabled='act_mooc' in var('sources')
        and var('session_timeout_minutes') == 30
        and var('time_on_task_cap_minutes') == 30
        and var('time_on_task_low_cap_minutes') == 5,
    tags=['published_figures'],
) }}

{% set sessions = ref('fct_sessions') ~ " where source_name = 'act_mooc'" %}
{% set figures = [
    ['sessions', 49488, 'select count(*) from ' ~ sessions],
    ['sessions of one action', 9744, 'select count(*) from ' ~ sessions ~ ' and is_single_action'],
    ['engaged sessions', 39497, 'select count(*) from ' ~ sessions ~ ' and is_engaged'],
    ['sessions over midnight', 836, 'select count(*) from ' ~ sessions ~ ' and cast(ended_at as date) > started_on'],
    ['mean actions', 8.320, 'select avg(action_count) from ' ~ sessions, 0.0005],
    ['median actions', 5, 'select median(action_count) from ' ~ sessions],
    ['most actions', 179, 'select max(action_count) from ' ~ sessions],
    ['mean duration', 1288.6, 'select avg(duration_seconds) from ' ~ sessions, 0.05],
    ['p95 of durations', 5097, 'select quantile_cont(duration_seconds, 0.95) from ' ~ sessions, 0.5],
    ['longest duration', 18147, 'select max(duration_seconds) from ' ~ sessions],
    ['time on task', 63769520, 'select sum(time_on_task_seconds) from ' ~ sessions],
    ['low time on task', 9662548, 'select sum(time_on_task_low_seconds) from ' ~ sessions],
] %}

{% set sensitivity = ref('session_timeout_sensitivity') ~ " where source_name = 'act_mooc'" %}
{% set timeouts = [
    (5, 120983, 17.168, 7, 0.2778, 9662548),
    (10, 91237, 12.947, 35, 0.2333, 23327726),
    (15, 69586, 9.875, 160, 0.2124, 39308184),
    (20, 58618, 8.318, 299, 0.2058, 50590066),
    (30, 49488, 7.023, 521, 0.1969, 63769520),
    (60, 42176, 5.985, 893, 0.1771, 81986957),
] %}
{% for timeout, session_count, per_user, median_duration, single_rate, total in timeouts %}
    {% set at_timeout = sensitivity ~ ' and timeout_minutes = ' ~ timeout %}
    {% do figures.extend([
        [timeout ~ ' min: sessions', session_count, 'select session_count from ' ~ at_timeout],
        [timeout ~ ' min: sessions per user', per_user, 'select sessions_per_user from ' ~ at_timeout, 0.0005],
        [timeout ~ ' min: median duration', median_duration, 'select median_duration_seconds from ' ~ at_timeout],
        [timeout ~ ' min: single actions', single_rate, 'select single_action_rate from ' ~ at_timeout, 0.00005],
        [timeout ~ ' min: total duration', total, 'select total_seconds from ' ~ at_timeout],
    ]) %}
{% endfor %}

{{ wrong_figures(figures) }}
