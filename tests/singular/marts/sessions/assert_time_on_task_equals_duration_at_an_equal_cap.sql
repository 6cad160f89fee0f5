-- Where the cap is the timeout, every pause inside a session counts: time on task is the session's duration.
{{ config(enabled=var('time_on_task_cap_minutes') >= var('session_timeout_minutes')) }}

select session_id, duration_seconds, time_on_task_seconds
from {{ ref('fct_sessions') }}
where abs(duration_seconds - time_on_task_seconds) > 0.001
