"""OULAD: each form of the seven files gives the same tables; bad files and rows are named."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from capabilities import contradictions
from conftest import CHAIN_OF_ACTIONS, Place, write_parquet

# The files as published. Of ten clicks two rows of student 1 are equal; a third differs in clicks.
FILES = Path(__file__).with_name("files")
TABLES = {file.stem: file.read_text() for file in sorted(FILES.glob("*.csv"))}
TEXTS = {
    *["code_module", "code_presentation", "assessment_type", "activity_type", "gender", "region"],
    *["highest_education", "imd_band", "age_band", "disability", "final_result"],
}
COMPARED = {
    "marts.fct_actions": "*",
    "marts.fct_enrollments": "*",
    "intermediate.int_courses": "*",
    "intermediate.int_activities": "*",
    "quality.row_ledger": "raw_row_count, kept_row_count, duplicate_row_count, rejected_row_count, "
    "merged_row_count, table_name",
}


def unquoted(text: str) -> str:
    """A file saved again, with quotes only where they are needed."""
    saved = io.StringIO()
    csv.writer(saved, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return saved.getvalue()


def write_parquet_of(place: Place, table: str, is_double: bool) -> None:
    """A table as Parquet: whole numbers and nulls, or all numbers as doubles with NaN."""

    def typed(column: str) -> str:
        if column in TEXTS:
            return f"nullif({column}, '') as {column}"
        kind = "double" if is_double or column in ("weight", "score") else "integer"
        value = f"cast(nullif({column}, '') as {kind})"
        return f"coalesce({value}, 'nan') as {column}" if is_double else f"{value} as {column}"

    columns = TABLES[table].splitlines()[0].replace('"', "").split(",")
    selected = ", ".join(map(typed, columns))
    rows = f"read_csv('{FILES / table}.csv', all_varchar = true)"
    write_parquet(place.data / f"oulad/{table}.parquet", f"select {selected} from {rows}")


def write_oulad(place: Place, form: str = "csv") -> None:
    """The seven files in one of their forms."""
    for table, text in TABLES.items():
        if form.startswith("parquet"):
            write_parquet_of(place, table, is_double=form == "parquet_of_doubles")
        else:
            ending = ".gz" if form == "gzip" else ""
            saved = unquoted(text) if form == "unquoted" else text
            place.write(f"oulad/{table}.csv{ending}", saved)


@pytest.fixture(scope="module")
def oulad_build(tmp_path_factory) -> Place:
    """The published form, built whole but for the tests of published figures."""
    place = Place(tmp_path_factory.mktemp("oulad"), "oulad")
    write_oulad(place)
    place.dbt("build", "--exclude", "tag:published_figures", "test_type:unit")
    return place


def test_what_it_is_said_to_answer_the_marts_show(oulad_build):
    assert contradictions(oulad_build) == set()


def compared(place: Place) -> dict[str, list]:
    """The rows of the tables that must not depend on the form of the files."""
    return {
        table: place.rows(f"select {columns} from {table} order by all")
        for table, columns in COMPARED.items()
    }


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["unquoted", "gzip", "parquet", "parquet_of_doubles"])
def test_every_form_of_the_files_gives_the_same_tables(oulad_build, tmp_path, form):
    place = Place(tmp_path, "oulad")
    write_oulad(place, form)
    place.build("fct_enrollments", "row_ledger", "fct_actions")
    assert compared(place) == compared(oulad_build)


def test_clicks_of_a_student_site_and_day_are_summed(oulad_build):
    assert oulad_build.rows(
        """select user_id, course_id, activity_id, action_type, course_day, action_count
        from marts.fct_actions where score is null and action_type <> 'CMA' order by all"""
    ) == [
        ("1", "AAA-2013J", "546712", "forumng", 4, 6),
        ("1", "AAA-2013J", "546943", "resource", -5, 7),
        ("1", "AAA-2013J", "546943", "resource", 4, 1),
        ("1", "BBB-2014B", "600001", "quiz", 3, 1),
        ("1", "BBB-2014B", "600001", "quiz", 20, 2),
        ("2", "AAA-2013J", "546712", "forumng", 0, 1),
        ("2", "AAA-2013J", "546712", "forumng", 9, 4),
        ("3", "AAA-2013J", "546943", "resource", 7, 8),
    ]
    assert oulad_build.rows(
        """select raw_row_count, kept_row_count, merged_row_count from quality.row_ledger
        where table_name = 'student_vle'"""
    ) == [(10, 10, 2)]


def test_a_banked_score_is_no_activity_of_the_presentation(oulad_build):
    assert oulad_build.rows(
        """select user_id, activity_id, action_type, course_day, score, is_counted
        from marts.fct_actions where action_type in ('TMA', 'CMA', 'Exam', 'banked') order by all"""
    ) == [
        ("1", "1752", "TMA", 18, 0.78, True),
        ("1", "1760", "CMA", 60, None, True),
        ("2", "1752", "banked", -1, 0.6, False),
    ]


def test_outcomes_have_the_dates_that_the_files_give(oulad_build):
    assert oulad_build.rows(
        """select user_id, course_id, enrolled_at::date::varchar, outcome,
            outcome_at::date::varchar, drop_course_day from marts.fct_enrollments order by all"""
    ) == [
        ("1", "AAA-2013J", "2013-04-25", "completed", None, None),
        ("1", "BBB-2014B", None, "dropped_out", "2014-02-13", 12),
        ("2", "AAA-2013J", "2013-09-11", "failed", None, None),
        ("3", "AAA-2013J", "2013-09-28", "dropped_out", "2013-10-08", 7),
    ]


def test_days_have_no_sessions_and_no_duration(oulad_build):
    assert oulad_build.rows("select * from marts.fct_sessions") == []
    assert oulad_build.rows(
        """select count(*), count(time_on_task_seconds), count(session_count)
        from marts.fct_daily_engagement"""
    ) == [(9, 0, 0)]


def test_an_attribute_is_the_one_at_enrolment(oulad_build):
    assert oulad_build.rows(
        """select course_id, age_band, gender, previous_attempts from marts.fct_enrollments
        where user_id = '1' order by all"""
    ) == [("AAA-2013J", "0-35", "M", 0), ("BBB-2014B", "35-55", "M", 1)]
    user = oulad_build.rows("select age_band, gender from marts.dim_users where user_id = '1'")
    assert user == [(None, "M")]


BROKEN = {
    "missing": (
        "studentVle.csv",
        None,
        "FILE: no such file; put it there (.csv, .csv.gz, .parquet) "
        "or set MOOC_DATA_DIR to the folder that holds oulad/",
    ),
    "wrong_header": (
        "vle.csv",
        TABLES["vle"].replace("activity_type", "kind"),
        "FILE: no column activity_type in its header (id_site, code_module, code_presentation, "
        "kind, week_from, week_to); "
        "expected id_site, code_module, code_presentation, activity_type",
    ),
    "truncated_gzip": (
        "courses.csv.gz",
        gzip.compress(TABLES["courses"].encode())[:-12],
        "FILE: ends too early, its gzip stream is cut off; deliver it again",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_stops_the_build_and_changes_nothing(oulad_build, tmp_path, case):
    place = oulad_build.copied_to(tmp_path)
    tables = place.tables()
    name, content, sentence = BROKEN[case]
    (place.data / f"oulad/{name.removesuffix('.gz')}").unlink()
    if content is not None:
        place.write(f"oulad/{name}", content)
    path = (place.data / "oulad" / name).as_posix()
    assert place.refused() == [sentence.replace("FILE", path)]
    assert place.tables() == tables


def test_rows_that_cannot_be_used_are_rejected_with_a_reason(tmp_path):
    place = Place(tmp_path, "oulad")
    write_oulad(place)
    bad = {
        "studentVle": [
            '"AAA","2013J","1","546943","soon","1"',
            '"AAA","2013J","1","546943","99999999","1"',
            '"AAA","13J","1","546943","1","1"',
            '"AAA","2013J","1","546943","1","0"',
            '"AAA","2013J","1"',
        ],
        "studentAssessment": ['"1","1","1","0","5"', '"1752","3","?","0","50"'],
        "studentInfo": [TABLES["studentInfo"].splitlines()[1].replace("Pass", "Passed")],
    }
    for table, lines in bad.items():
        place.write(f"oulad/{table}.csv", TABLES[table] + "".join(f"{line}\n" for line in lines))
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select table_name, reject_reason from quality.rejected_rows order by all"
    ) == [
        ("student_assessment", "date_submitted is not a whole number of days"),
        ("student_assessment", "id_assessment is not in the table assessments"),
        ("student_info", "final_result is not one of Pass, Distinction, Fail, Withdrawn"),
        ("student_vle", "code_presentation is not a year and B or J"),
        ("student_vle", "date is not a whole number of days"),
        ("student_vle", "date is outside the plausible range"),
        ("student_vle", "sum_click is below 1"),
        ("student_vle", "too few fields"),
    ]


def test_an_optional_value_that_is_missing_or_cannot_be_used_costs_no_row(tmp_path):
    place = Place(tmp_path, "oulad")
    write_oulad(place)
    added = {
        "courses": ['"CCC","2014J","?"'],
        "assessments": [
            '"CCC","2014J","1800.0","Exam","?","?"',
            '"CCC","2014J","1801","TMA","9e9","101"',
        ],
        "vle": ['"700000","CCC","2014J","?","?","?"'],
        "studentInfo": ['"CCC","2014J","9.0","?","Wales","HE","20-Oct","?","?","60","N","Pass"'],
        "studentRegistration": ['"CCC","2014J","9","?","soon"'],
        "studentAssessment": ['"1800","9","1","0","?"', '"1801","9","1","0","101"'],
        "studentVle": ['"CCC","2014J","9","700000","1","1"'],
    }
    for table, lines in added.items():
        place.write(f"oulad/{table}.csv", TABLES[table] + "".join(f"{line}\n" for line in lines))
    tables = ["raw_rows", "courses", "activities", "enrollments", "actions"]
    place.build(*(f"stg_oulad__{table}" for table in tables))
    rejected = "select * from staging.stg_oulad__raw_rows where reject_reason is not null"
    assert place.rows(rejected) == []
    activities = [("1800", "Exam"), ("1801", "TMA"), ("700000", None)]
    for table, columns, expected in [
        ("courses", "starts_at::varchar, ends_at", [("2014-10-01 00:00:00", None)]),
        (
            "activities",
            "activity_id, activity_type, due_at, weight",
            [(*activity, None, None) for activity in activities],
        ),
        (
            "enrollments",
            "user_id, gender, age_band, previous_attempts, enrolled_at, outcome",
            [("9", None, None, None, None, "completed")],
        ),
        (
            "actions",
            "activity_id, action_type, score",
            [("1800", "Exam", None), ("1801", "TMA", None), ("700000", "unknown_site", None)],
        ),
    ]:
        of_course = f"staging.stg_oulad__{table} where course_id = 'CCC-2014J' order by 1"
        assert place.rows(f"select {columns} from {of_course}") == expected
