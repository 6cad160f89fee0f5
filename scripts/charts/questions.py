"""The questions of quality.source_capabilities that charts need an answer to."""

HOURS = "hour of day and weekday"
SESSIONS = "sessions and time on task"
CATEGORIES = "actions by category"
DROP_OUT = "drop-out"
COMPLETION = "completion"
DROP_OFF = "drop-off by activity"
OF_OUTCOMES = (DROP_OFF, DROP_OUT, COMPLETION)
