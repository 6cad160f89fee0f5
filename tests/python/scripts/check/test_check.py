"""`make check`: a file of actions is tried out, and what is said of it holds in the build."""

import gzip
import os
import shlex
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
import yaml
from conftest import PROJECT, UNTESTED, Place, csv_text, write_parquet

from scripts.check.check import renamed
from scripts.check.columns import propose, to_map
from scripts.check.file import look_at
from scripts.command_line import main

CLICKS = csv_text(
    "Learner ID;Event;When;Course;Item;IP",
    "ana;play_video;2026-03-01T10:00:00Z;sql;v1;192.0.2.1",
    "ana;problem_check;2026-03-01T10:12:00Z;sql;p1;192.0.2.1",
    "ben;page_viewed;2026-03-02 09:00;sql;r1;192.0.2.1",
    "ben;page_viewed;2026-13-02 09:00;sql;r1;192.0.2.1",
    "ben;page_viewed;soon;sql;r1;192.0.2.1",
    "ben;page_viewed;later;sql;r1;192.0.2.1",
    "ben;page_viewed;never;sql;r1;192.0.2.1",
    ";page_viewed;2026-03-02 09:00;sql;r1;192.0.2.1",
    "ben;page_viewed;2026-03-02 09:00;sql;r1;192.0.2.1;more",
    "ben;page_viewed",
    "cia;hummed;2026-03-05 09:00;sql;q1;192.0.2.1",
)


@pytest.fixture(autouse=True)
def _default_data_folder(monkeypatch):
    monkeypatch.delenv("MOOC_DATA_DIR", raising=False)


def said_of(capsys, path: Path, *arguments: str) -> list[str]:
    """The lines that a successful check prints."""
    assert main(["check", str(path), *arguments]) == 0
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(scope="module")
def clicks(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("check") / "my clicks.csv"
    path.write_text(CLICKS)
    return path


@pytest.fixture(scope="module")
def lines(clicks) -> list[str]:
    """What the command prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "check", str(clicks)],
        cwd=PROJECT,
        env={**os.environ, "MOOC_DATA_DIR": "data"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_a_file_is_tried_out_where_links_are_not_allowed(clicks, lines, capsys, monkeypatch):
    def forbidden(*paths):
        raise OSError(22, "A required privilege is not held by the client")

    monkeypatch.setattr(os, "symlink", forbidden)
    assert said_of(capsys, clicks) == lines


def test_a_path_is_called_as_the_user_does_however_it_is_written():
    names = {PureWindowsPath(r"C:\temp\actions.csv"): PureWindowsPath("clicks.csv")}
    said = r"C:\temp\actions.csv: broken; C:/temp/actions.csv: broken"
    assert renamed(said, names) == "clicks.csv: broken; clicks.csv: broken"


def test_columns_are_proposed_and_the_others_named(lines):
    assert lines[:5] == [
        "Columns",
        "user_id from Learner ID",
        "action_type from Event",
        "acted_at from When",
        "action_id -",
    ]
    assert "not read: IP" in lines


def test_rows_are_counted_with_three_examples_a_reason(lines):
    begin = lines.index("11 rows = 4 kept + 0 duplicates + 7 rejected")
    assert lines[begin + 1 : begin + 6] == [
        "4 rejected: acted_at is not a time; see files_time_format",
        "row 4 (line 5): ben,page_viewed,2026-13-02 09:00,sql,r1,192.0.2.1",
        "row 5 (line 6): ben,page_viewed,soon,sql,r1,192.0.2.1",
        "row 6 (line 7): ben,page_viewed,later,sql,r1,192.0.2.1",
        "1 rejected: too few fields",
    ]
    assert lines[begin + 7 : begin + 11] == [
        "1 rejected: too many fields",
        "row 9 (line 10): ben;page_viewed;2026-03-02 09:00;sql;r1;192.0.2.1;more",
        "1 rejected: user_id is missing",
        "row 8 (line 9): ,page_viewed,2026-03-02 09:00,sql,r1,192.0.2.1",
    ]
    assert lines[begin + 11].endswith("in seeds/action_types.csv: hummed")


def test_questions_say_what_is_missing(lines):
    assert "yes hour of day and weekday every action has a clock time" in lines
    assert (
        "no video segments no action has a position in a video; "
        "needs position_seconds in the actions on videos" in lines
    )


@pytest.mark.thorough
def test_the_printed_commands_build_what_was_said(lines, clicks, tmp_path):
    copy, make = (shlex.split(line) for line in lines[-2:])
    assert copy == ["mkdir", "-p", "data/files", "&&", "cp", str(clicks), "data/files/actions.csv"]
    assert make[:3] == ["make", "build", "SOURCES=files"]
    settings = yaml.safe_load(make[3].removeprefix("VARS="))
    place = Place(tmp_path)
    place.write("files/actions.csv", clicks.read_bytes())
    place.dbt_with_own_parse("build", *UNTESTED, "--select", "+row_ledger", **settings)
    counts = "select raw_row_count, kept_row_count, rejected_row_count from quality.row_ledger"
    assert place.rows(counts) == [(11, 4, 7)]


@pytest.mark.thorough
def test_a_gzipped_and_a_parquet_file_under_any_name(capsys, tmp_path):
    rows = "user_id,action_type,timestamp\nana,play_video,2026-03-01 10:00\n"
    zipped, parquet = tmp_path / "zipped.txt", tmp_path / "export.pq"
    zipped.write_bytes(gzip.compress(rows.encode()))
    row = "7 as student, 'play' as verb, timestamp '2026-03-01 10:00' as at"
    write_parquet(parquet, f"select {row}")
    said = said_of(capsys, zipped)
    assert "1 rows = 1 kept + 0 duplicates + 0 rejected" in said
    assert said[-2:] == [
        f"mkdir -p data/files && cp {zipped} data/files/actions.csv.gz",
        "make build SOURCES=files",
    ]
    said = said_of(capsys, parquet)
    assert "1 rows = 1 kept + 0 duplicates + 0 rejected" in said
    assert "acted_at from at" in said
    assert said[-2] == f"mkdir -p data/files && cp {parquet} data/files/actions.parquet"


def test_usual_headers_are_known():
    moodle = ["id", "eventname", "userid", "courseid", "timecreated"]
    found = {"user_id": "userid", "action_type": "eventname"}
    found |= {"acted_at": "timecreated", "course_id": "courseid"}
    assert propose(moodle, [], {}) == found
    chosen = {"user_id": "User_ID", "acted_at": "timestamp", "score": "points"}
    assert to_map(chosen) == {"score": "points"}


def test_a_column_of_times_is_found_by_its_values_and_the_users_choice_wins(tmp_path):
    path = tmp_path / "actions.csv"
    path.write_text("who,what,begun,ended\na,b,2026-03-01,1772359200\na,b,soon,1772359200\n")
    file = look_at(path, None)
    assert file.times == ["ended"]
    proposed = propose(file.headers, file.times, {"user_id": "who"})
    assert proposed == {"user_id": "who", "acted_at": "ended"}
    assert propose(["user", "uid", "verb"], [], {"user_id": "uid"})["user_id"] == "uid"


def test_a_form_of_times_that_can_be_but_one_is_taken_and_said(capsys, tmp_path):
    path = tmp_path / "actions.csv"
    path.write_text("user_id,verb,time\na,view,4/4/13 16:32\na,view,4/13/13 0:10\n")
    said = said_of(capsys, path)
    assert "times look like %m/%d/%y %H:%M (files_time_format)" in said
    assert "2 rows = 2 kept + 0 duplicates + 0 rejected" in said
    [make] = [line for line in said if line.startswith("make build")]
    assert yaml.safe_load(shlex.split(make)[3].removeprefix("VARS=")) == {
        "files_columns": {"acted_at": "time", "action_type": "verb"},
        "files_time_format": "%m/%d/%y %H:%M",
    }


def test_nothing_is_advised_to_be_built_of_which_nothing_would_be_kept(capsys, tmp_path):
    path = tmp_path / "actions.csv"
    path.write_text("user_id,verb,time\na,view,soon\n")
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr()
    assert "1 rejected: acted_at is not a time; see files_time_format" in said.out
    assert "Build it" not in said.out
    assert said.err.startswith(f"{path}: no row would be kept; ")


@pytest.mark.thorough
def test_enrollments_beside_the_file_say_where_outcomes_come_from(capsys, tmp_path):
    path = tmp_path / "actions.csv"
    rows = [f"{user},page_viewed,2026-01-08T10:00:00Z,85" for user in ("ana", "ben")]
    path.write_text(csv_text("user_id,action_type,timestamp,score", *rows))
    (tmp_path / "enrollments.csv").write_text("user_id,final_grade\nana,0.9\nben,0.2\n")
    said = said_of(capsys, path)
    assert "2 kept without a value: score is not between 0 and 1" in said
    begin = said.index("Outcomes")
    assert said[begin + 1 : begin + 3] == [
        "0 of 2 enrollments (0 %) are labelled",
        "1 of 2 enrollments (50 %) are inferred from grade",
    ]
    [advice] = [line for line in said if "1 final grades below the pass mark decide noth" in line]
    assert "courses.ends_at" in advice
    assert "final_grades_are_final" in advice
    assert f"cp {tmp_path}/enrollments.csv data/files" in said


BAD_FILES = {
    "none.csv": (None, "no such file; name a CSV or Parquet file, as in FILE=clicks.csv"),
    "empty.csv": (b"", "is empty; deliver it again or remove it"),
    "cut.gz": (gzip.compress(b"user_id,verb,time\n" * 90)[:-9], "ends too early"),
    "cut.parquet": (b"PAR1 and no more", "is not a whole Parquet file"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\xff", "has lines that end in CR LF and others in LF"),
    "noise.csv": (b"\x89noise\n" + bytes(range(128, 256)), "no column looks like user_id ("),
    "who.csv": (
        b"person,verb,time\na,b,2026-03-01\n",
        "no column looks like user_id (person, verb, time); "
        "name it, as in VARS='{files_columns: {user_id: person}}'",
    ),
    "what.csv": (
        b"user_id,time,thing\na,2026-03-01,b\n",
        "no column looks like action_type (user_id, time, thing); "
        "name it, as in VARS='{files_columns: {action_type: thing}}'; or if every row is one kind",
    ),
    "few.csv": (
        b"user_id,time\na,2026-03-01\n",
        "no column looks like action_type (user_id, time); if every row is one kind of action, "
        "say which, as in VARS='{files_default_action_type: page_viewed}'",
    ),
    "steps.csv": (
        b"user_id,week,seen,done\na,1,2026-03-01,2026-03-02\n",
        "no column looks like action_type (user_id, week, seen, done); if every row is one kind of "
        "action, say which, as in VARS='{files_default_action_type: page_viewed}' (dates in "
        "several columns, seen, done, are an action each: write a row for each)",
    ),
    "slashes.csv": (
        b"user_id,verb,time\na,view,03/02/2026 14:05\na,view,03/04/2026 14:05\n",
        "the times in time may be %d/%m/%Y %H:%M or %m/%d/%Y %H:%M; say which, "
        "as in VARS='{files_time_format: \"%d/%m/%Y %H:%M\"}'",
    ),
    "twice.csv": (b"user_id,verb,time,time\na,b,1,2\n", "two columns are named time; rename one"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_one_sentence_that_names_it(capsys, tmp_path, name):
    content, sentence = BAD_FILES[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{path}: {sentence}")
    assert said.count("\n") == 1
