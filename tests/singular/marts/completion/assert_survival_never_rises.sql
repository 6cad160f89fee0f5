-- From one day to the next the share of learners left falls or stays, and so does the number at risk.
select later.source_name, later.course_id, later.group_name, later.course_day
from {{ ref('survival_curve') }} as later
inner join {{ ref('survival_curve') }} as earlier
    on later.source_name = earlier.source_name
    and later.course_id = earlier.course_id
    and later.group_name = earlier.group_name
    and later.course_day = earlier.course_day + 1
where later.survival_rate > earlier.survival_rate or later.at_risk_count > earlier.at_risk_count
