with declared as (
    {{ without_surplus('users') }}
),

mentioned as (
    select source_name, user_id from declared
    union
    select source_name, user_id from {{ ref('int_enrollments') }}
    union
    select source_name, user_id from {{ ref('fct_actions') }}
)

select
    mentioned.source_name,
    mentioned.user_id,
    declared.gender,
    declared.age_band,
    declared.education_level,
    declared.country,
    declared.user_type
from mentioned
left join declared
    on mentioned.source_name = declared.source_name and mentioned.user_id = declared.user_id
