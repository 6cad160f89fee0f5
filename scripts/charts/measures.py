"""The columns of the export tables in words, and the measures that charts compute from them."""

from dataclasses import dataclass

WHOLE, DECIMAL, PERCENT = "n#,##0", "n#,##0.0", "p0.0%"
WEEKDAYS = dict(enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 1))
LENGTHS = {
    0: "under 1 min", 1: "1–5 min", 5: "5–15 min", 15: "15–30 min", 30: "30–60 min",
    60: "1–2 h", 120: "2 h or more",
}  # fmt: skip
STEPS = {
    1: "Enrolled", 2: "Started", 3: "20 % touched", 4: "40 % touched", 5: "60 % touched",
    6: "80 % touched", 7: "100 % touched",
}  # fmt: skip
OUTCOME_LABELS = {
    "completed": "Completed",
    "dropped_out": "Dropped out",
    "failed": "Failed",
    "not_known": "Not known",
}
GROUP_SET, GROUP = "group_set", "group_name"
GROUP_SETS = {
    "all": "All learners",
    "cohort_week": "By week of first action",
    "early_progress": "By progress in the first week",
    "user_type": "By user type",
}


@dataclass(frozen=True)
class Words:
    """How a column reads: its caption, its folder, a number format and words for its values.

    `aggregate` is what its rows become where nothing else is asked for: their sum or their avg.
    """

    caption: str
    folder: str
    format: str = ""
    labels: dict | None = None
    is_dimension: bool = False
    aggregate: str = "sum"


def time(caption: str) -> Words:
    """A date, or a number that counts days, weeks or hours."""
    return Words(caption, "Time", is_dimension=True)


def count(caption: str, folder: str) -> Words:
    """A whole number that can be summed."""
    return Words(caption, folder, WHOLE)


def level(caption: str, folder: str) -> Words:
    """A whole number that would count the same more than once in a sum."""
    return Words(caption, folder, WHOLE, aggregate="avg")


def share(caption: str, folder: str) -> Words:
    """A rate from 0 to 1."""
    return Words(caption, folder, PERCENT, aggregate="avg")


def seconds(caption: str, folder: str) -> Words:
    """A duration."""
    return Words(caption, folder, WHOLE)


def text(caption: str, folder: str, labels: dict | None = None) -> Words:
    """Words, a flag, or a number that names a group."""
    return Words(caption, folder, labels=labels, is_dimension=True)


# A column has one caption wherever it occurs.
WORDS = {
    "action_category": text("Action category", "Action"),
    "action_count": count("Number of actions", "Action"),
    "action_type": text("Action type", "Action"),
    "active_day_count": count("Active days", "Engagement"),
    "active_users_1d": level("Active learners (1 day)", "Engagement"),
    "active_users_28d": level("Active learners (28 days)", "Engagement"),
    "active_users_7d": level("Active learners (7 days)", "Engagement"),
    "activity_count": level("Activities", "Activity"),
    "activity_date": time("Date"),
    "activity_id": text("Activity ID", "Activity"),
    "activity_name": text("Activity", "Activity"),
    "activity_position": text("Position of the activity", "Activity"),
    "activity_type": text("Activity type", "Activity"),
    "acted_at": time("Action time (UTC)"),
    "acted_on": time("Action date"),
    "age_band": text("Age band", "Learner"),
    "at_risk_count": level("Learners under observation", "Survival"),
    "call_rank": text("Rank on the call list", "Risk"),
    "call_as_of": time("Call list as of (UTC)"),
    "call_reason": text("Why to call", "Risk"),
    "censored_count": count("Learners no longer observed", "Survival"),
    "country": text("Country", "Learner"),
    "course_day": time("Course day"),
    "course_id": text("Course ID", "Course"),
    "course_label": text("Course and its source", "Course"),
    "course_name": text("Course", "Course"),
    "course_phase": text("Course phase", "Course"),
    "course_type": text("Course type", "Course"),
    "course_week": time("Course week"),
    "day_of_week": Words("Weekday", "Time", labels=WEEKDAYS, is_dimension=True),
    "day_part": time("Part of the day"),
    "days_since_first_action": time("Days since the first action"),
    "days_since_last": level("Days since the last visit", "Risk"),
    "disability": text("Disability", "Learner"),
    "drop_activity_name": text("Last activity before leaving", "Outcome"),
    "drop_activity_position": text("Position of the last activity before leaving", "Outcome"),
    "drop_course_day": time("Course day of leaving"),
    "duration_seconds": seconds("Duration (s)", "Session"),
    "education_level": text("Education", "Learner"),
    "ended_at": time("Session end (UTC)"),
    "enrolled_at": time("Enrolled at (UTC)"),
    "entry_activity_name": text("First activity", "Session"),
    "event_count": count("Learners who left", "Survival"),
    "exit_activity_name": text("Last activity", "Session"),
    "exit_count": count("Learners who left here", "Activity"),
    "final_grade": share("Final grade", "Outcome"),
    "first_acted_at": time("First action (UTC)"),
    "gender": text("Gender", "Learner"),
    "group_name": text("Group", "Survival"),
    "group_set": text("Way of grouping", "Survival", GROUP_SETS),
    "hazard_high": share("Share who leave here (upper bound)", "Activity"),
    "hazard_low": share("Share who leave here (lower bound)", "Activity"),
    "hazard_rate": share("Share who leave here", "Activity"),
    "hour_of_day": time("Hour of the day"),
    "is_at_risk": text("At risk", "Risk"),
    "is_censored": text("Outcome still open", "Outcome"),
    "is_completed": text("Completed", "Outcome", {True: "Completed", False: "Not completed"}),
    "is_dropped_out": text("Dropped out", "Outcome", {True: "Dropped out", False: "Not so"}),
    "is_engaged": text("Engaged session", "Session"),
    "is_engagement": text("Engagement action", "Action"),
    "is_first_active_day": text("First active day", "Learner"),
    "how_well_silence_tells": text("How well silence tells", "Risk"),
    "is_on_call_list": text("On the call list", "Risk"),
    "is_partial_7d_window": text("Window of 7 days not full", "Engagement"),
    "is_partial_window": text("Window of 28 days not full", "Engagement"),
    "is_position_derived": text("Order derived from use", "Activity"),
    "is_reliable": text(
        "Reliable rate", "Activity", {True: "Enough learners", False: "Few learners"}
    ),
    "is_session_start": text("Starts a session", "Session"),
    "is_single_action": text("Single action", "Session"),
    "last_acted_at": time("Last action (UTC)"),
    "length_bucket_minutes": text("Session length", "Session", LENGTHS),
    "new_users": count("New learners", "Engagement"),
    "outcome": text("Outcome as recorded", "Outcome"),
    "outcome_at": time("Outcome reached (UTC)"),
    "outcome_basis": text("What the outcome rests on", "Outcome"),
    "outcome_status": text("Outcome", "Outcome", OUTCOME_LABELS),
    "position": text("Position in the course", "Activity"),
    "previous_attempts": count("Previous attempts", "Learner"),
    "progress_rate": share("Progress", "Engagement"),
    "reached_count": level("Learners who reached it", "Activity"),
    "seconds_since_previous": seconds("Pause before the action (s)", "Action"),
    "session_count": count("Number of sessions", "Session"),
    "session_number": text("Session number", "Session"),
    "share_of_enrolled": share("Share of enrolled", "Progress"),
    "share_of_previous": share("Share of the step before", "Progress"),
    "source_name": text("Source", "Course"),
    "started_at": time("Session start (UTC)"),
    "started_course_day": time("Course day of the session"),
    "started_course_week": time("Course week of the session"),
    "started_on": time("Session date"),
    "step": text("Step as recorded", "Progress"),
    "step_number": text("Step", "Progress", STEPS),
    "stickiness_rate": share("Stickiness", "Engagement"),
    "survival_high": share("Share still active (upper bound)", "Survival"),
    "survival_low": share("Share still active (lower bound)", "Survival"),
    "survival_rate": share("Share still active", "Survival"),
    "time_on_task_low_seconds": seconds("Time on task, low (s)", "Engagement"),
    "time_on_task_seconds": seconds("Time on task (s)", "Engagement"),
    "touched_activity_count": count("Activities touched", "Engagement"),
    "touched_count": count("Learners who touched it", "Activity"),
    "user_count": count("Enrollments that reached it", "Progress"),
    "user_key": text("Learner key", "Learner"),
    "user_type": text("User type", "Learner"),
}  # fmt: skip

KEYS = ("session_id",)


def is_key(column: str) -> bool:
    """Whether a column only joins tables: it is hidden. A learner's hash is shown."""
    return column in KEYS or (column.endswith("_key") and column != "user_key")


def words_of(column: str, is_number: bool) -> Words:
    """The words for a column; one without words of its own is called by its name."""
    plain = column.replace("_", " ").capitalize()
    return WORDS.get(column) or Words(plain, "Other", is_dimension=not is_number or is_key(column))


@dataclass(frozen=True)
class Term:
    """An aggregate of a column, or of the rows (column "1"), where a flag holds."""

    aggregate: str  # sum, max, min or count_distinct
    column: str = "1"
    where: str = ""


@dataclass(frozen=True)
class Measure:
    """A number computed from the rows of `tables`: a term, less another, or divided by one.

    `over` divides by a constant, such as 3600 for hours.
    """

    name: str
    caption: str
    description: str
    folder: str
    tables: tuple[str, ...]
    term: Term
    per: Term | None = None
    less: Term | None = None
    over: int = 1
    format: str = WHOLE


ROWS = Term("sum")
MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "learners", "Learners", "Distinct learners.", "Learner",
            ("tableau_actions", "tableau_sessions", "tableau_enrollments"),
            Term("count_distinct", "user_key"),
        ),
        Measure(
            "new_learners", "New learners",
            "Enrollments with an action on their first active day: learners new to a course.",
            "Learner", ("tableau_actions",),
            Term("count_distinct", "enrollment_key", "is_first_active_day"),
        ),
        Measure(
            "sessions_started", "Sessions started",
            "Actions that open a session: sessions, counted on the day they start.",
            "Session", ("tableau_actions",), Term("sum", "1", "is_session_start"),
        ),
        Measure(
            "actions_per_learner", "Actions per learner", "Actions divided by distinct learners.",
            "Action", ("tableau_actions",),
            Term("sum", "action_count"), per=Term("count_distinct", "user_key"), format=DECIMAL,
        ),
        Measure(
            "sessions", "Number of sessions", "Sessions.", "Session", ("tableau_sessions",), ROWS
        ),
        Measure(
            "enrollments", "Number of enrollments", "Learners, once for each of their courses.",
            "Learner", ("tableau_enrollments",), ROWS,
        ),
        Measure(
            "completion_rate", "Completion rate",
            "Completed enrollments by all enrollments. Those whose outcome is not known count as "
            "not completed.",
            "Outcome", ("tableau_enrollments",),
            Term("sum", "1", "is_completed"), per=ROWS, format=PERCENT,
        ),
        Measure(
            "dropout_rate", "Drop-out rate",
            "Enrollments known to have dropped out by all enrollments.",
            "Outcome", ("tableau_enrollments",),
            Term("sum", "1", "is_dropped_out"), per=ROWS, format=PERCENT,
        ),
        Measure(
            "hours_on_task", "Time on task (h)",
            "Hours of Time on task (s), which says what it counts.",
            "Engagement", ("tableau_enrollments",),
            Term("sum", "time_on_task_seconds"), over=3600, format=DECIMAL,
        ),
        Measure(
            "hazard_width", "Width of the interval",
            "Upper less lower bound of the share who leave here.",
            "Activity", ("tableau_dropoff",),
            Term("max", "hazard_high"), less=Term("min", "hazard_low"), format=PERCENT,
        ),
    )
}  # fmt: skip
