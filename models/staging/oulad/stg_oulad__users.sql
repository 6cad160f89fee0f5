-- Attributes are those of an enrollment. A user bears the ones that are the same in all of them.
select
    cast(student_id as string) as user_id,
    {% for attribute in ['gender', 'age_band', 'education_level'] %}
        case when min({{ attribute }}) = max({{ attribute }}) then min({{ attribute }}) end as {{ attribute }},
    {% endfor %}
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('base_oulad__student_info') }}
where reject_reason is null
group by student_id
