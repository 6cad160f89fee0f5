"""A small Moodle log in both forms, with the traps of each; its people are made up."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# Of minute 0, UTC. In Berlin it is two hours later.
START = datetime(2025, 9, 1, 8, tzinfo=ZoneInfo("UTC"))
ZONE = "Europe/Berlin"
ANA, BOB, CLEO, GUEST, TESS = 5, 6, 8, 1, 2
NAMES = {ANA: "Ana Planted", BOB: "Bob Planted", CLEO: "Cleo Planted", TESS: "Tess Planted"}
SECRETS = ["planted", "ana.p@example.org", "203.0.113.7", "my forum words"]
COLUMNS = [
    *["id", "eventname", "component", "action", "target", "objecttable", "objectid", "crud"],
    *["edulevel", "contextid", "contextlevel", "contextinstanceid", "userid", "courseid"],
    *["relateduserid", "anonymous", "other", "timecreated", "origin", "ip", "realuserid"],
]
REPORT_COLUMNS = [
    *["Time", "User full name", "Affected user", "Event context", "Component", "Event name"],
    *["Description", "Origin", "IP address"],
]


@dataclass(frozen=True)
class Event:
    """A row of the log: `name` is component.target_action, `label` the report's names of it."""

    minute: int
    name: str
    label: str
    user: int
    description: str
    related: int | None = None
    activity: int | None = None
    course: int | None = 7
    origin: str = "web"
    is_anonymous: bool = False
    real_user: int | None = None
    other: str = "N;"

    @property
    def time(self) -> datetime:
        """When it happened, UTC."""
        return START + timedelta(minutes=self.minute)


def viewed(minute: int, user: int, **more) -> Event:
    """A view of the course page."""
    course = more.get("course", 7)
    said = f"The user with id '{user}' viewed the course with id '{course}'."
    return Event(minute, "core.course_viewed", "System / Course viewed", user, said, **more)


ana, bob, tess, system = (f"The user with id '{user}'" for user in (ANA, BOB, TESS, -1))
QUIZ = "the quiz with course module id '45'."
FORUM = "in the forum with course module id '48'."
TEXT = '{"content":"my forum words, \\"quoted\\"","mail":"ana.p@example.org"}'
EVENTS = [
    viewed(0, ANA),
    Event(
        1,
        "mod_quiz.course_module_viewed",
        "Quiz / Course module viewed",
        ANA,
        f"{ana} viewed the 'quiz' activity with course module id '45'.",
        activity=45,
    ),
    Event(
        2,
        "mod_quiz.attempt_started",
        "Quiz / Quiz attempt started",
        ANA,
        f"{ana} has started the attempt with id '812' for {QUIZ}",
        ANA,
        45,
    ),
    # A teacher hands in for Bob.
    Event(
        3,
        "mod_quiz.attempt_submitted",
        "Quiz / Quiz attempt submitted",
        TESS,
        f"{bob} has submitted the attempt with id '813' for {QUIZ}",
        BOB,
        45,
    ),
    # A task of the administrator hands in when time is up.
    Event(
        4,
        "mod_quiz.attempt_submitted",
        "Quiz / Quiz attempt submitted",
        TESS,
        f"{ana} has submitted the attempt with id '812' for {QUIZ}",
        ANA,
        45,
        origin="cli",
    ),
    Event(
        5,
        "mod_quiz.attempt_abandoned",
        "Quiz / Quiz attempt abandoned",
        TESS,
        f"{ana} has had their attempt with id '812' marked as abandoned for {QUIZ}",
        ANA,
        45,
        origin="cli",
    ),
    # The sentence has the two the wrong way round: the first is the viewer.
    Event(
        6,
        "mod_quiz.attempt_reviewed",
        "Quiz / Quiz attempt reviewed",
        ANA,
        f"{ana} has had their attempt with id '813' reviewed by the user with id '6' for {QUIZ}",
        BOB,
        45,
    ),
    Event(
        7,
        "core.user_graded",
        "System / User graded",
        -1,
        f"{system} updated the grade with id '3' for the user with id '5' "
        "for the grade item with id '9'.",
        ANA,
        origin="cli",
    ),
    Event(
        8,
        "core.user_enrolment_created",
        "System / User enrolled in course",
        TESS,
        f"{tess} enrolled the user with id '8' using the enrolment method 'manual' "
        "in the course with id '7'.",
        CLEO,
    ),
    Event(
        9,
        "core.user_enrolment_deleted",
        "System / User unenrolled from course",
        TESS,
        f"{tess} unenrolled the user with id '8' using the enrolment method 'manual' "
        "from the course with id '7'.",
        CLEO,
    ),
    Event(
        10,
        "core.course_completed",
        "System / Course completed",
        TESS,
        f"{ana} completed the course with id '7'.",
        ANA,
        origin="cli",
    ),
    Event(
        11,
        "mod_assign.submission_graded",
        "Assignment / The submission has been graded.",
        TESS,
        f"{tess} has graded the submission '4' for the user with id '6' "
        "for the assignment with course module id '46'.",
        BOB,
        46,
    ),
    viewed(12, TESS),
    viewed(13, GUEST),
    Event(
        14,
        "core.user_loggedin",
        "System / User has logged in",
        ANA,
        f"{ana} has logged in.",
        course=0,
    ),
    viewed(15, ANA, course=1),
    viewed(16, ANA, real_user=TESS),
    Event(
        17,
        "mod_feedback.response_submitted",
        "Feedback / Response submitted",
        BOB,
        f"{bob} submitted response for 'feedback' activity with course module id '47'.",
        activity=47,
        is_anonymous=True,
    ),
    # One click, two rows.
    Event(
        18,
        "mod_forum.post_created",
        "Forum / Post created",
        ANA,
        f"{ana} has created the post with id '31' {FORUM}",
        activity=48,
        other=TEXT,
    ),
    Event(
        18,
        "mod_forum.assessable_uploaded",
        "Forum / Some content has been posted.",
        ANA,
        f"{ana} has posted content in the forum post with id '31' {FORUM}",
        activity=48,
        other='a:1:{s:7:"content";s:14:"my forum words";}',
    ),
    Event(
        19,
        "mod_attendance.course_module_viewed",
        "Attendance / Course module viewed",
        BOB,
        f"{bob} viewed the 'attendance' activity with course module id '49'.",
        activity=49,
    ),
    Event(
        20,
        "core.user_profile_viewed",
        "System / User profile viewed",
        ANA,
        f"{ana} viewed the profile for the user with id '6' in the course with id '7'.",
        BOB,
    ),
    # Two equal rows in one minute are two actions.
    viewed(21, BOB, origin="ws"),
    viewed(21, BOB, origin="ws"),
    Event(
        22,
        "core.role_assigned",
        "System / Role assigned",
        TESS,
        f"{tess} assigned the role with id '5' to the user with id ''.",
    ),
    viewed(23, BOB, origin="restore"),
    Event(
        24,
        "mod_quiz.attempt_graded",
        "Quiz / Automatic grading performed",
        -1,
        "The attempt with id 812 for quiz with course module id 45 by user with id 5 "
        "had automatic grading performed.",
        ANA,
        45,
    ),
    # A task of an administrator who is no staff of the course.
    Event(
        25,
        "core.course_backup_created",
        "System / Course backup created",
        9,
        "The user with id '9' created a backup of the course with the id '7'.",
        origin="cli",
    ),
    viewed(90, ANA),
]


def event_id(event: Event) -> int:
    """Ids fall as time goes on, as in rows written in batches, and rise within a minute."""
    same = [other for other in EVENTS if other.minute == event.minute]
    place = next(n for n, other in enumerate(same) if other is event)
    return 10_000 - 10 * event.minute + place


def fields(event: Event) -> dict[str, object]:
    """A row of the table, by column; a missing value is None."""
    component, rest = event.name.split(".")
    target, action = rest.rsplit("_", 1)
    return {
        "id": event_id(event),
        "eventname": f"\\{component}\\event\\{rest}",
        "component": component,
        "action": action,
        "target": target,
        "objectid": 812,
        "crud": "r",
        "edulevel": 2,
        "contextid": 99,
        "contextlevel": 70 if event.activity else 50,
        "contextinstanceid": event.activity or event.course,
        "userid": event.user,
        "courseid": event.course,
        "relateduserid": event.related,
        "anonymous": int(event.is_anonymous),
        "other": event.other,
        "timecreated": int(event.time.timestamp()),
        "origin": event.origin,
        "ip": "203.0.113.7",
        "realuserid": event.real_user,
    }


def log_text(dialect: str = "standard", columns: list[str] = COLUMNS) -> str:
    """The table as CSV: quotes doubled and nulls empty or the word, or in MySQL's own dialect."""
    rows = [[fields(event).get(column) for column in COLUMNS] for event in EVENTS]
    if dialect == "mysql":
        lines = [",".join(columns)] + [
            ",".join(mysql_field(value) for value in row) for row in rows
        ]
        return "".join(f"{line}\n" for line in lines)
    missing = {"standard": "", "words": "NULL"}[dialect]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([missing if value is None else value for value in row] for row in rows)
    return text.getvalue()


def mysql_field(value: object) -> str:
    """A field as MySQL's `into outfile` writes it."""
    if value is None:
        return "\\N"
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def clock(time: datetime, has_seconds: bool) -> str:
    """A time as the English report writes it: 1/09/25, 10:00."""
    local = time.astimezone(ZoneInfo(ZONE))
    return (
        f"{local.day}/{local:%m/%y, %H:%M:%S}"
        if has_seconds
        else f"{local.day}/{local:%m/%y, %H:%M}"
    )


def report_text(has_seconds: bool = False, is_site_wide: bool = False) -> str:
    """The report of the course, newest first, which leaves anonymous rows out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["Course"] * is_site_wide + REPORT_COLUMNS)
    for event in reversed([event for event in EVENTS if not event.is_anonymous]):
        component, name = event.label.split(" / ")
        user = NAMES.get(event.user, "-")
        inside = "Forum: my forum words" if event.activity else "Course: SQL, from the start"
        context = {0: "System", 1: "Front page"}.get(event.course, inside)
        course = {0: "-", 1: "Site"}.get(event.course, "SQL101")
        writer.writerow(
            [course] * is_site_wide
            + [
                clock(event.time, has_seconds),
                f"{NAMES[TESS]} as {user}" if event.real_user else user,
            ]
            + [NAMES.get(event.related, "-"), context, component, name]
            + [event.description, event.origin, "203.0.113.7"]
        )
    return "\ufeff" + text.getvalue()
