"""What a source really fills, counted in the marts, beside what source_capabilities says of it."""

from conftest import Place

# Per question: what the marts show of a source that can answer it.
EVIDENCE = {
    "sessions and time on task": "select count(*) from marts.fct_sessions",
    "hour of day and weekday": "select sum(action_count) from marts.activity_heatmap",
    "actions by category": (
        "select count(*) from marts.fct_actions where is_engagement and action_category <> 'other'"
    ),
    "drop-off by activity": "select sum(exit_count) from marts.activity_dropoff",
    "drop-out": "select count(*) from marts.fct_enrollments where is_dropped_out",
    "completion": "select count(*) from marts.fct_enrollments where is_completed",
    "users who never start": (
        "select count(*) from marts.fct_enrollments where first_acted_at is null"
    ),
    "comparison by user attributes": (
        "select count(coalesce(gender, age_band, education_level, country, user_type)) "
        "from marts.fct_enrollments"
    ),
    "video segments": "select count(*) from marts.video_segment_views",
    "problem results": "select count(*) from marts.fct_problem_engagement where is_graded",
}
MARTS = [
    "fct_actions",
    "fct_sessions",
    "activity_heatmap",
    "activity_dropoff",
    "fct_enrollments",
    "video_segment_views",
    "fct_problem_engagement",
    "source_capabilities",
]


def contradictions(place: Place) -> set[str]:
    """The questions whose answer is no though the marts show something, or the other way round."""
    told = dict(
        place.rows("select question, answer <> 'no' from quality.source_capabilities order by all")
    )
    assert told.keys() == EVIDENCE.keys()
    shown = {question: bool(place.rows(sql)[0][0]) for question, sql in EVIDENCE.items()}
    return {question for question in EVIDENCE if told[question] != shown[question]}
