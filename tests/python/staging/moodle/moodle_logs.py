"""A small Moodle log in both forms, with the traps of each; its people are made up."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

# Of minute 0, UTC. In Berlin it is two hours later.
START = datetime(2025, 9, 1, 8, tzinfo=ZoneInfo("UTC"))
ZONE = "Europe/Berlin"
ANA, BOB, CLEO, TESS = 5, 6, 8, 2
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
    related: int | None
    activity: int | None
    course: int
    origin: str
    is_anonymous: bool
    real_user: int | None
    other: str

    @classmethod
    def of(cls, row: dict[str, str]) -> "Event":
        """The event of a line of moodle_events.csv, which leaves out what is not there."""
        whole = {"minute", "user", "related", "activity", "course", "real_user"}
        row = {name: value or None for name, value in row.items() if name != "trap"}
        given = {name: int(row[name]) for name in whole if row[name]}
        is_anonymous = row["is_anonymous"] is not None
        return cls(**row | given | {"is_anonymous": is_anonymous, "other": row["other"] or "N;"})

    @property
    def time(self) -> datetime:
        """When it happened, UTC."""
        return START + timedelta(minutes=self.minute)


with open(Path(__file__).with_name("moodle_events.csv"), newline="") as stream:
    EVENTS = [Event.of(row) for row in csv.DictReader(stream)]


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


def csv_of(rows: list[list[object]]) -> str:
    """Rows as CSV, quotes doubled."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def log_text(dialect: str = "standard", columns: list[str] = COLUMNS) -> str:
    """The table as CSV: quotes doubled and nulls empty or the word, or in MySQL's own dialect."""
    rows = [[fields(event).get(column) for column in COLUMNS] for event in EVENTS]
    if dialect == "mysql":
        lines = [",".join(columns), *(",".join(map(mysql_field, row)) for row in rows)]
        return "".join(f"{line}\n" for line in lines)
    missing = {"standard": "", "words": "NULL"}[dialect]
    return csv_of([columns, *([missing if one is None else one for one in row] for row in rows)])


def mysql_field(value: object) -> str:
    """A field as MySQL's `into outfile` writes it."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "\\N" if value is None else str(value)


def clock(time: datetime, has_seconds: bool) -> str:
    """A time as the English report writes it: 1/09/25, 10:00."""
    local = time.astimezone(ZoneInfo(ZONE))
    return f"{local.day}/{local:%m/%y, %H:%M}" + (f":{local:%S}" if has_seconds else "")


def report_text(has_seconds: bool = False, is_site_wide: bool = False) -> str:
    """The report of the course, newest first, which leaves anonymous rows out."""
    rows = [["Course"] * is_site_wide + REPORT_COLUMNS]
    for event in reversed([event for event in EVENTS if not event.is_anonymous]):
        user = NAMES.get(event.user, "-")
        inside = "Forum: my forum words" if event.activity else "Course: SQL, from the start"
        course = {0: "-", 1: "Site"}.get(event.course, "SQL101")
        rows.append(
            [course] * is_site_wide
            + [clock(event.time, has_seconds)]
            + [f"{NAMES[TESS]} as {user}" if event.real_user else user]
            + [NAMES.get(event.related, "-")]
            + [{0: "System", 1: "Front page"}.get(event.course, inside)]
            + [*event.label.split(" / "), event.description, event.origin, "203.0.113.7"]
        )
    return "\ufeff" + csv_of(rows)
