"""SNAP act-mooc: one course in relative seconds, one target per row and no word for what was done.

Only who acts five times or more is in the files. A label bears the id of the last row that shares
its user and second, as in the published file.
"""

from statistics import fmean, pstdev

from scripts.dev.simulate.courses import COURSES, DAY
from scripts.dev.simulate.raw.plan import Ids, Plan, Written, activity_of, course_of, learner_of
from scripts.dev.simulate.tables import LogEntry, Row

FOLDER = "act_mooc"
COURSE = COURSES[0]
FEWEST_ACTIONS = 5
KINDS = {"problem": 0, "video": 1, "reading": 2, "discussion": 2}
WORDS = {
    name: ("unlabelled",)
    for name in (
        "play_video",
        "pause_video",
        "seek_video",
        "page_viewed",
        "problem_submitted",
        "thread_viewed",
        "post_created",
    )
}


def ids(plan: Plan) -> Ids:
    """Users and targets are numbered by first appearance."""
    entries = _entries(plan)
    users = dict.fromkeys(learner_of(entry).user_id for entry in entries)
    targets = dict.fromkeys(_target(entry) for entry in entries)
    return Ids(
        users={user: str(number) for number, user in enumerate(users)},
        courses={COURSE.course_id: "act_mooc"},
        activities={target: str(number) for number, target in enumerate(targets)},
    )


def carried(plan: Plan) -> dict[str, list[Row]]:
    """Actions in seconds since the midnight before the first; who left, and when."""
    found, entries = ids(plan), _entries(plan)
    origin = _origin(entries)
    last = {learner_of(entry).user_id: entry for entry in entries}
    return {
        "actions": [
            {
                "action_id": number,
                "user_id": found.users[learner_of(entry).user_id],
                "course_id": "act_mooc",
                "activity_id": found.activities[_target(entry)],
                "action_type": "unlabelled",
                "acted_at": entry.action.acted_at - origin,
                "sequence": number,
            }
            for number, entry in enumerate(entries)
        ],
        "courses": [
            {
                "course_id": "act_mooc",
                "course_type": "unknown",
                "starts_at": 0,
                "is_fully_labelled": True,
                "time_precision": "second",
                "has_clock_time": False,
            }
        ],
        "enrollments": [
            {
                "user_id": found.users[user_id],
                "course_id": "act_mooc",
                "outcome": "dropped_out" if entry.journey.has_left else None,
                "outcome_at": entry.action.acted_at - origin if entry.journey.has_left else None,
            }
            for user_id, entry in last.items()
        ],
    }


def write(plan: Plan) -> Written:
    """The three tab-separated files."""
    found, entries = ids(plan), _entries(plan)
    origin = _origin(entries)
    moments = [(learner_of(entry).user_id, entry.action.acted_at) for entry in entries]
    last_row = {user_id: number for number, (user_id, _) in enumerate(moments)}
    last_tied = {moment: number for number, moment in enumerate(moments)}
    actions, labels = [], []
    for number, (entry, moment) in enumerate(zip(entries, moments, strict=True)):
        user_id, target = found.users[moment[0]], found.activities[_target(entry)]
        actions.append((number, user_id, target, f"{moment[1] - origin}.000"))
        has_left = entry.journey.has_left and number == last_row[moment[0]]
        labels.append((last_tied[moment], int(has_left)))
    features = [(number, *row) for number, row in enumerate(_features(entries))]
    return Written(
        {
            "mooc_actions.tsv": _tsv("ACTIONID USERID TARGETID TIMESTAMP", actions),
            "mooc_action_labels.tsv": _tsv("ACTIONID LABEL", labels),
            "mooc_action_features.tsv": _tsv(
                "ACTIONID FEATURE0 FEATURE1 FEATURE2 FEATURE3", features
            ),
        }
    )


def _entries(plan: Plan) -> list[LogEntry]:
    """What the files hold, by time; ties keep the learner's own order."""
    entries = [
        entry
        for entry in plan.entries
        if course_of(entry) == COURSE and entry.action.step.action_type in WORDS
    ]
    counts: dict[str, int] = {}
    for entry in entries:
        counts[learner_of(entry).user_id] = counts.get(learner_of(entry).user_id, 0) + 1
    return [entry for entry in entries if counts[learner_of(entry).user_id] >= FEWEST_ACTIONS]


def _origin(entries: list[LogEntry]) -> int:
    return entries[0].action.acted_at // DAY * DAY


def _target(entry: LogEntry) -> str:
    activity = activity_of(entry)
    assert activity is not None
    return activity.activity_id


def _features(entries: list[LogEntry]) -> list[tuple[float, ...]]:
    """Counts of three kinds of events and of all, each standardised over all rows."""
    counts: list[list[int]] = []
    for number, entry in enumerate(entries):
        activity = activity_of(entry)
        row = [0, 0, 0, 2 + number % 5]
        row[KINDS[activity.kind if activity else ""]] = 1 + number % 3
        counts.append(row)
    scaled = []
    for column in zip(*counts, strict=True):
        mean, deviation = fmean(column), pstdev(column)
        scaled.append([(value - mean) / deviation for value in column])
    return list(zip(*scaled, strict=True))


def _tsv(header: str, rows: list[tuple]) -> bytes:
    lines = [header.split(), *rows]
    return "".join("\t".join(map(str, line)) + "\n" for line in lines).encode()
