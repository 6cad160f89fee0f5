select
    curve.survival_key,
    curve.source_name,
    curve.course_id,
    courses.course_name,
    courses.course_type,
    curve.group_set,
    curve.group_name,
    curve.course_day as days_since_first_action,
    {{ hide_small('curve.at_risk_count') }} as at_risk_count,
    {{ hide_small('curve.event_count') }} as event_count,
    {{ hide_small('curve.censored_count') }} as censored_count,
    {{ hide_small('curve.survival_rate', 'curve.at_risk_count') }} as survival_rate,
    {{ hide_small('curve.survival_low', 'curve.at_risk_count') }} as survival_low,
    {{ hide_small('curve.survival_high', 'curve.at_risk_count') }} as survival_high
from {{ ref('survival_curve') }} as curve
inner join {{ ref('dim_courses') }} as courses
    on curve.source_name = courses.source_name and curve.course_id = courses.course_id
