-- Definitions of the data set: SNAP (Kumar, Zhang and Leskovec 2019), recomputed from the files.
{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set actions = ref('fct_actions') ~ " where source_name = 'act_mooc'" %}
{% set per_user %}
    (select user_id, count(*) as actions, count(distinct activity_id) as targets from {{ actions }} group by user_id)
{% endset %}
{% set per_label %}
    (
        select enrollments.is_dropped_out, enrollments.action_count as actions
        from {{ ref('fct_enrollments') }} as enrollments
        where enrollments.source_name = 'act_mooc'
    )
{% endset %}

{{ wrong_figures([
    ['actions', 411749, 'select count(*) from ' ~ actions],
    ['users', 7047, 'select count(distinct user_id) from ' ~ actions],
    ['activities', 97, 'select count(distinct activity_id) from ' ~ actions],
    ['distinct times', 345600, 'select count(distinct acted_at) from ' ~ actions],
    ['distinct users and times', 396633, 'select count(*) from (select distinct user_id, acted_at from ' ~ actions ~ ')'],
    ['distinct users and activities', 178443, 'select sum(targets) from ' ~ per_user],
    ['last second', 2572086, "select (epoch_us(max(acted_at)) - epoch_us(min(acted_at))) / 1000000 from " ~ actions],
    ['gaps within users', 404702, 'select count(seconds_since_previous) from ' ~ actions],
    ['gaps of 0 seconds', 15116, 'select count(*) from ' ~ actions ~ ' and seconds_since_previous = 0'],
    ['gaps of exactly 1800 s', 8, 'select count(*) from ' ~ actions ~ ' and seconds_since_previous = 1800'],
    ['gaps of exactly 300 s', 88, 'select count(*) from ' ~ actions ~ ' and seconds_since_previous = 300'],
    ['gaps of 300 to 1000 s', 56297, 'select count(*) from ' ~ actions ~ ' and seconds_since_previous between 300 and 1000'],
    ['median gap', 21, 'select median(seconds_since_previous) from ' ~ actions],
    ['mean gap', 16815.0, 'select avg(seconds_since_previous) from ' ~ actions, 0.05],
    ['p99 of gaps', 508325.9, 'select quantile_cont(seconds_since_previous, 0.99) from ' ~ actions, 0.05],
    ['actions of user 0', 76, 'select actions from ' ~ per_user ~ " where user_id = '0'"],
    ['activities of user 0', 24, 'select targets from ' ~ per_user ~ " where user_id = '0'"],
    ['mean actions per user', 58.43, 'select avg(actions) from ' ~ per_user, 0.005],
    ['median actions per user', 38, 'select median(actions) from ' ~ per_user],
    ['most actions of a user', 505, 'select max(actions) from ' ~ per_user],
    ['fewest actions of a user', 5, 'select min(actions) from ' ~ per_user],
    ['mean activities per user', 25.32, 'select avg(targets) from ' ~ per_user, 0.005],
    ['most activities of a user', 95, 'select max(targets) from ' ~ per_user],
    ['users dropped out', 4066, 'select count(*) from ' ~ per_label ~ ' where is_dropped_out'],
    ['users without a label', 2981, 'select count(*) from ' ~ per_label ~ ' where not is_dropped_out'],
    ['median actions without label', 88, 'select median(actions) from ' ~ per_label ~ ' where not is_dropped_out'],
    ['median actions with label', 18, 'select median(actions) from ' ~ per_label ~ ' where is_dropped_out'],
    ['mean actions without label', 96.50, 'select avg(actions) from ' ~ per_label ~ ' where not is_dropped_out', 0.005],
    ['share of users dropped out', 0.5770, 'select avg(case when is_dropped_out then 1.0 else 0.0 end) from ' ~ per_label, 0.00005],
    ['median activities per user', 18, 'select median(targets) from ' ~ per_user],
    ['mean progress', 0.261, "select avg(progress_rate) from " ~ ref('fct_enrollments') ~ " where source_name = 'act_mooc'", 0.0005],
    ['mean actions with label', 30.51, 'select avg(actions) from ' ~ per_label ~ ' where is_dropped_out', 0.005],
    ['activities of kind A', 20, "select count(*) from " ~ ref('dim_activities') ~ " where activity_type = 'kind_a'"],
    ['activities of kind B', 27, "select count(*) from " ~ ref('dim_activities') ~ " where activity_type = 'kind_b'"],
    ['activities of kind C', 50, "select count(*) from " ~ ref('dim_activities') ~ " where activity_type = 'kind_c'"],
]) }}
