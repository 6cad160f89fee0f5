"""Deliveries as they come: late, repeated, changed, shrunken, renamed, removed, empty, broken."""

import gzip
import json
import os
import random
from datetime import timedelta
from pathlib import Path

from conftest import Place
from hard_files import (
    ACTION_COLUMNS,
    ACTIVITIES,
    DURATIONS,
    START,
    Row,
    action_rows,
    text,
    write_table,
)

COURSES = ["plain", "open", ""]
LEARNERS = 5
COURSE_COLUMNS = [
    *["course_id", "starts_at", "ends_at", "observed_until", "is_fully_labelled"],
    *["time_precision", "has_clock_time"],
]
ACTIVITY_COLUMNS = ["activity_id", "course_id", "activity_type", "position", "duration_seconds"]
ENROLLMENT_COLUMNS = ["user_id", "course_id", "enrolled_at", "outcome", "final_grade", "user_type"]


class Deliverer:
    """Brings the history of a few courses to a place, bit by bit and never in order."""

    def __init__(self, place: Place, seed: int) -> None:
        """Bring the first file and the courses; the same seed brings the same ever after."""
        self.place = place
        self.choice = random.Random(seed)
        self.files: dict[Path, list[Row]] = {}
        history = [
            row for course in COURSES for row in action_rows(self.choice.choice, LEARNERS, course)
        ]
        self.choice.shuffle(history)
        size = self.choice.randint(20, 120)
        self.waiting = [history[start : start + size] for start in range(0, len(history), size)]
        self.number = 0
        self.bring_new()
        self.move_courses()

    def deliver(self) -> None:
        """One to four things happen to the files."""
        happenings = [
            *[self.bring_new, self.bring_new, self.bring_again, self.change, self.shrink],
            *[self.remove, self.rename, self.bring_empty, self.touch, self.spoil],
            *[self.move_courses, self.restructure, self.enroll],
        ]
        for happen in self.choice.sample(happenings, self.choice.randint(1, 4)):
            happen()

    def bring_new(self) -> None:
        """Rows never seen before, of any time."""
        if self.waiting:
            self.write(self.new_name(), self.waiting.pop())

    def bring_again(self) -> None:
        """Rows that came before: some as they were, some with the same id and other content."""
        rows = self.choice.sample(self.any_rows(), min(15, len(self.any_rows())))
        self.write(self.new_name(), [self.altered(row) for row in rows])

    def change(self) -> None:
        """A file comes anew with other content."""
        file = self.any_file()
        self.write(file, [self.altered(row) for row in self.files[file]])

    def shrink(self) -> None:
        """A file comes anew with fewer rows."""
        file = self.any_file()
        self.write(file, [row for row in self.files[file] if self.choice.random() < 0.7])

    def remove(self) -> None:
        """A file is taken away, but never the last."""
        if len(self.files) > 1:
            file = self.any_file()
            del self.files[file]
            file.unlink()

    def rename(self) -> None:
        """A file gets another name."""
        file, renamed = self.any_file(), self.new_name()
        self.files[renamed] = self.files.pop(file)
        file.rename(renamed)

    def bring_empty(self) -> None:
        """A file of nothing but its header."""
        self.write(self.new_name(), [])

    def touch(self) -> None:
        """A file's time changes and nothing else."""
        os.utime(self.any_file(), ns=(0, self.choice.randrange(10**18)))

    def spoil(self) -> None:
        """Lines of a file cannot be parsed."""
        file = self.any_file()
        lines = file.read_text().splitlines()
        lines.insert(self.choice.randint(1, len(lines)), "too,few")
        file.write_text("".join(f"{line}\n" for line in lines))

    def move_courses(self) -> None:
        """The courses are declared with other starts, ends and clocks."""
        pick, day = self.choice.choice, timedelta(days=1)
        rows = [
            {
                "course_id": course,
                "starts_at": START + self.choice.randint(-3, 3) * day,
                "ends_at": START + self.choice.randint(10, 30) * day,
                "observed_until": pick([None, None, START + self.choice.randint(5, 60) * day]),
                "is_fully_labelled": pick([None, False, True]),
                "time_precision": pick(["day", "second", None]),
                "has_clock_time": pick([True, False, None]),
            }
            for course in ("plain", "open")
            if self.choice.random() < 0.8
        ]
        write_table(self.place, "courses", COURSE_COLUMNS, rows)

    def restructure(self) -> None:
        """Courses come with other activities, in another order, of another length, or with none."""
        rows = [
            {
                "activity_id": activity,
                "course_id": course,
                "activity_type": self.choice.choice(["video", "other", None]),
                "position": self.choice.choice([position, position, None]),
                "duration_seconds": self.choice.choice([DURATIONS.get(activity), 30]),
            }
            for course in ("plain", "open")
            if self.choice.random() < 0.6
            for position, activity in enumerate(filter(None, ACTIVITIES), start=1)
            if self.choice.random() < 0.8
        ]
        write_table(self.place, "activities", ACTIVITY_COLUMNS, rows)

    def enroll(self) -> None:
        """Learners are enrolled, graded and, at times, labelled, each time otherwise."""
        outcomes = [None, "completed", "failed", "dropped_out"]
        labelled = self.choice.choice([[], ["plain"], ["plain", "open"]])
        rows = [
            {
                "user_id": f"u{user}",
                "course_id": course,
                "enrolled_at": self.choice.choice([None, START]),
                "outcome": self.choice.choice(outcomes if course in labelled else [None]),
                "final_grade": self.choice.choice([None, 0.4, 0.5]),
                "user_type": self.choice.choice([None, "guest"]),
            }
            for course in ("plain", "open")
            for user in range(LEARNERS + 2)
            if self.choice.random() < 0.7
        ]
        write_table(self.place, "enrollments", ENROLLMENT_COLUMNS, rows)

    def altered(self, row: Row) -> Row:
        """The row, or one of the same id by another learner, at another time or of another type."""
        others = [
            *[{}, {}, {"user_id": f"u{self.choice.randrange(LEARNERS + 1)}"}],
            {"acted_at": START + timedelta(seconds=self.choice.randrange(10**6))},
            *[{"action_type": "page_closed"}, {"acted_at": None}],
        ]
        return row | self.choice.choice(others)

    def any_file(self) -> Path:
        """One of the files of actions."""
        return self.choice.choice(sorted(self.files))

    def any_rows(self) -> list[Row]:
        """Every row that lies there."""
        return [row for file in sorted(self.files) for row in self.files[file]]

    def new_name(self) -> Path:
        """A name that no file had before."""
        self.number += 1
        return self.place.data / f"files/actions/{self.number:03}.csv"

    def write(self, file: Path, rows: list[Row]) -> None:
        """A file of actions."""
        lines = [",".join(text(row.get(column)) for column in ACTION_COLUMNS) for row in rows]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join([",".join(ACTION_COLUMNS), *lines]) + "\n")
        self.files[file] = rows


class LogRotator:
    """Lets a log of edX grow as a server does: lines are added, and it is rotated now and then."""

    def __init__(self, place: Place, seed: int) -> None:
        """Write the first lines; the same seed writes the same ever after."""
        self.folder = place.data / "edx"
        self.folder.mkdir(parents=True)
        self.choice = random.Random(seed)
        self.number = 0
        self.grow()

    def deliver(self) -> None:
        """The log is rotated or not, then lines are added to it, some of them a second time."""
        if self.choice.random() < 0.6:
            self.rotate()
        self.grow()

    def grow(self) -> None:
        """Some events more in tracking.log, late ones and repeated ones among them."""
        with open(self.folder / "tracking.log", "a", encoding="utf-8") as log:
            for _ in range(self.choice.randint(1, 12)):
                self.number += 1
                log.write(self.line(self.choice.choice([self.number, self.number // 2])) + "\n")

    def line(self, number: int) -> str:
        """The event of a number, always the same."""
        at = START + timedelta(minutes=7 * (number * 37 % 101), seconds=number)
        event = {
            **{"time": at.isoformat(), "event_type": "seq_next", "name": "seq_next"},
            "event_source": "browser",
            "event": {"id": f"block-v1:Org+C1+2026+type@sequential+block@s{number % 3}"},
            "context": {"user_id": number % 4, "course_id": "course-v1:Org+C1+2026"},
        }
        return json.dumps(event)

    def rotate(self) -> None:
        """Each log takes the name of the one before it; the oldest may be packed, or goes."""
        kept = sorted(self.folder.glob("tracking.log.*"), key=lambda path: -self.age(path))
        for path in kept:
            ending = ".gz" if path.suffix == ".gz" else ""
            path.rename(self.folder / f"tracking.log.{self.age(path) + 1}{ending}")
        (self.folder / "tracking.log").rename(self.folder / "tracking.log.1")
        oldest = max(self.folder.glob("tracking.log.*"), key=self.age)
        if oldest.suffix != ".gz" and self.choice.random() < 0.5:
            oldest.with_name(f"{oldest.name}.gz").write_bytes(gzip.compress(oldest.read_bytes()))
            oldest.unlink()
        elif self.age(oldest) > 3:
            oldest.unlink()

    def age(self, path: Path) -> int:
        """How often a rotated log has been rotated."""
        return int(path.name.split(".")[2])
