"""What a source really fills, counted in the marts, beside what source_capabilities says of it."""

from conftest import Place

# Per question: the mart, and what is counted there of a source that can answer it.
EVIDENCE = {
    "sessions and time on task": ("fct_sessions", "count(*)"),
    "hour of day and weekday": ("activity_heatmap", "sum(action_count)"),
    "actions by category": (
        "fct_actions",
        "count(*) filter (is_engagement and action_category <> 'other')",
    ),
    "drop-off by activity": ("activity_dropoff", "sum(exit_count)"),
    "drop-out": ("fct_enrollments", "count(*) filter (is_dropped_out)"),
    "completion": ("fct_enrollments", "count(*) filter (is_completed)"),
    "users who never start": ("fct_enrollments", "count(*) filter (first_acted_at is null)"),
    "comparison by user attributes": (
        "fct_enrollments",
        "count(coalesce(gender, age_band, education_level, country, user_type))",
    ),
    "video segments": ("video_segment_views", "count(*)"),
    "problem results": ("fct_problem_engagement", "count(*) filter (is_graded)"),
}


def contradictions(place: Place) -> set[tuple[str, str]]:
    """Sources and questions answered with no though the marts show something, or the other way."""
    told = {
        (source, question): is_answered
        for source, question, is_answered in place.rows(
            "select source_name, question, answer <> 'no' from quality.source_capabilities"
        )
    }
    assert {question for _, question in told} == EVIDENCE.keys()
    shown = {
        (source, question)
        for question, (mart, counted) in EVIDENCE.items()
        for source, count in place.rows(
            f"select source_name, {counted} from marts.{mart} group by source_name"
        )
        if count
    }
    return {answer for answer, is_answered in told.items() if is_answered != (answer in shown)}
