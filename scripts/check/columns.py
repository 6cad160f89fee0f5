"""Which header of a file is which column of the contract."""

import re
from collections.abc import Mapping, Sequence

from scripts.contract import column_names, contract

# Of a table of actions; those that a row must have come first.
REQUIRED = tuple(column.name for column in contract()["actions"] if column.is_required)
COLUMNS = (*REQUIRED, *(name for name in column_names("actions") if name not in REQUIRED))
# The setting that takes the place of a column.
DEFAULTS = {"action_type": "files_default_action_type"}

# Usual headers beside a column's own name, without case, blanks and signs; of several in a file
# the first one here is taken.
HEADERS = {
    "user_id": (
        "user learnerid learner studentid student idstudent participantid memberid personid "
        "accountid actorid actor uid username anonid anonymousid"
    ),
    "action_type": "action eventtype eventname event verb verbid type",
    "acted_at": (
        "timestamp time eventtime eventtimestamp datetime acttime createdat timecreated "
        "occurredat loggedat startedat ts when date"
    ),
    "action_id": "eventid statementid uuid",
    "course_id": "course coursekey courserunid courserun classid",
    "activity_id": (
        "activity itemid item targetid target objectid object resourceid resource "
        "contentid content lessonid lesson stepid step pageid page problemid videoid"
    ),
    "action_count": "clicks clickcount sumclick",
    "sequence": "sequencenumber",
    "is_correct": "correct success",
    "attempt_number": "attempt attempts",
    "position_seconds": "position currenttime videoposition oldtime",
    "to_position_seconds": "toposition newtime",
}


def propose(
    headers: Sequence[str], times: Sequence[str], chosen: Mapping[str, str]
) -> dict[str, str]:
    """The header of each contract column that a file of actions has.

    `chosen` are the user's own and win. `times` are the headers whose values are times: the first
    of them is taken for `acted_at` where no name says so.
    """
    columns = {column: header for column, header in chosen.items() if header in headers}
    by_name = {_bare(header): header for header in reversed(headers)}
    for column in COLUMNS:
        names = [_bare(column), *HEADERS.get(column, "").split()]
        free = [by_name[name] for name in names if name in by_name]
        free = [header for header in free if header not in columns.values()]
        if column not in columns and column not in chosen and free:
            columns[column] = free[0]
    free_times = [header for header in times if header not in columns.values()]
    if "acted_at" not in columns and "acted_at" not in chosen and free_times:
        columns["acted_at"] = free_times[0]
    return {column: columns[column] for column in COLUMNS if column in columns}


def to_map(columns: Mapping[str, str]) -> dict[str, str]:
    """What of a proposal has to be said in the variable files_columns: headers of another name."""
    understood = {column: {column} for column in COLUMNS}
    understood["acted_at"] = {"acted_at", "timestamp"}
    return {
        column: header
        for column, header in columns.items()
        if header.lower() not in understood[column]
    }


def _bare(header: str) -> str:
    return re.sub(r"[^a-z0-9]", "", header.lower())
