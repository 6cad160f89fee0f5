-- Each course has its own list, whose places are 1, 2, 3 and so on.
select source_name, course_id
from {{ ref('call_list') }}
group by source_name, course_id
having min(call_rank) <> 1 or max(call_rank) <> count(*)
