"""One's own files: whatever form they come in, their actions arrive as they are."""

import csv
import gzip
import io
import os
import random
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from conftest import CHAIN_OF_ACTIONS, UNTESTED, Place, csv_text, write_parquet
from rebuilds import only_in_one

from plugins.raw_files import find_fault, read_columns

HEADER = "user_id,action_type,timestamp,course_id"
TEN = datetime(2025, 3, 1, 10)
# The row of ana stands twice in this file and once more in a file that was delivered again.
REPEATED = csv_text(
    HEADER,
    "ana,play,2025-03-01 10:00:00,sql",
    "ana,play,2025-03-01 10:00:00,sql",
    "ben,play,2025-03-01 11:00:00,sql",
)
TEXT_FILES = {
    "repeated.csv": REPEATED,
    "again.csv": csv_text(HEADER, "ana,play,2025-03-01 10:00:00,sql"),
    "windows.csv": "\ufeff" + REPEATED.replace("ana", "bom").replace("\n", "\r\n"),
    "quoted.csv": csv_text(
        "note,user_id,action_type,activity_id,timestamp,course_id",
        'seen,quo,post,"Tables, rows\r\nand ""keys""",2025-03-01 10:00:00,sql',
        "seen,quo,post,plain,2025-03-01 10:01:00,sql",
    ),
    "header_only.csv": csv_text(HEADER),
    "times.csv": csv_text(
        HEADER,
        "unix,play,1740823200,sql",
        "unix_parts,play,1740823200.5,sql",
        "offset,play,2025-03-01T12:00:00+02:00,sql",
        "zulu,play,2025-03-01T10:00:00Z,sql",
        "naive,play,2025-03-01T10:00:00,sql",
        "relative,play,90,sql",
    ),
    "ids.csv": csv_text(
        "action_id,user_id,action_type,activity_id,timestamp,course_id",
        "0001,007,play,1.10,2025-03-01 10:00:00,010",
        "1,007,play,1.1,2025-03-01 10:01:00,010",
    ),
    "frame.csv": csv_text(f",{HEADER},", "0,fra,play,2025-03-01 10:00:00,sql,"),
    "no_course.csv": csv_text("user_id,action_type,acted_at", "cat,play,2025-03-01 10:00:00"),
    "blank_course.csv": csv_text(HEADER, "dan,play,2025-03-01 10:00:00, "),
}


def write_folder(place: Place) -> None:
    """Files of many forms below files/actions, as one would drop them there over the months."""
    for name, text in TEXT_FILES.items():
        place.write(f"files/actions/{name}", text)
    zipped = csv_text(HEADER, "zip,play,2025-03-01 10:00:00,sql")
    place.write("files/actions/2025/03/zipped.csv.gz", zipped)
    write_parquet(
        place.data / "files/actions/2025/native.parquet",
        """select * from (values
            ('par', 'play', timestamp '2025-03-01 10:00:00', 'sql', 'nan'::double, 1.0, 2, true),
            ('par', 'try', timestamp '2025-03-01 10:05:00', 'sql', 0.5, 'nan'::double, 3, null)
        ) as t(user_id, action_type, acted_at, course_id, score, attempt_number, action_count,
            is_correct)""",
    )
    write_parquet(
        place.data / "files/actions/2025/zoned.parquet",
        """select 'tz' as user_id, 'play' as action_type, 'sql' as course_id,
            timestamptz '2025-03-01 12:00:00+02' as timestamp""",
    )


@pytest.fixture(scope="module")
def folder_build(tmp_path_factory) -> Place:
    """The folder of files, built up to its actions, courses and enrollments."""
    place = Place(tmp_path_factory.mktemp("folder"))
    write_folder(place)
    place.dbt(*CHAIN_OF_ACTIONS, "+dim_courses", "+fct_enrollments")
    return place


def actions_of(place: Place, user_id: str, columns: str) -> list[tuple]:
    return place.rows(
        f"select {columns} from marts.fct_actions where user_id = '{user_id}' "
        "order by acted_at, action_id"
    )


def test_a_csv_with_four_columns_loads_as_it_is(small_build):
    assert small_build.rows(
        "select user_id, action_type, acted_at, course_id from marts.fct_actions order by acted_at"
    ) == [
        ("ana", "play", datetime(2025, 3, 1, 10), "sql"),
        ("ana", "pause", datetime(2025, 3, 1, 10, 5), "sql"),
        ("bob", "play", datetime(2025, 3, 2, 9), "sql"),
        ("bob", "play", datetime(2025, 3, 3, 9), "sql"),
    ]


@pytest.mark.parametrize(
    ("user_id", "rows"),
    [
        ("zip", [("play", "sql", TEN)]),
        ("par", [("play", "sql", TEN), ("try", "sql", datetime(2025, 3, 1, 10, 5))]),
        ("quo", [("post", "sql", datetime(2025, 3, 1, 10, m)) for m in (0, 1)]),
    ],
)
def test_gzipped_parquet_and_differing_files_of_nested_folders_load_together(
    folder_build, user_id, rows
):
    assert actions_of(folder_build, user_id, "action_type, course_id, acted_at") == rows


@pytest.mark.parametrize(
    ("user_id", "acted_at"),
    [
        *((user, TEN) for user in ("unix", "offset", "zulu", "naive", "tz")),
        ("unix_parts", datetime(2025, 3, 1, 10, 0, 0, 500_000)),
        ("relative", datetime(2000, 1, 3, 0, 1, 30)),
    ],
)
def test_a_time_is_read_as_utc_however_it_is_written(folder_build, user_id, acted_at):
    assert actions_of(folder_build, user_id, "acted_at") == [(acted_at,)]


def test_a_row_repeated_within_a_file_is_two_actions_and_in_a_second_file_a_duplicate(folder_build):
    assert len(actions_of(folder_build, "ana", "action_id")) == 2
    assert folder_build.rows(
        """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count)
        from quality.row_ledger
        where source_file in ('files/actions/repeated.csv', 'files/actions/again.csv')"""
    ) == [(4, 3, 1)]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_values(folder_build):
    assert actions_of(folder_build, "bom", "action_type, course_id") == [("play", "sql")] * 2


def test_ids_keep_leading_zeros_and_trailing_digits(folder_build):
    assert actions_of(folder_build, "007", "action_id, course_id, activity_id") == [
        ("0001", "010", "1.10"),
        ("1", "010", "1.1"),
    ]


def test_a_quoted_field_keeps_its_comma_line_break_and_quotes(folder_build):
    expected = [('Tables, rows\r\nand "keys"',), ("plain",)]
    assert actions_of(folder_build, "quo", "activity_id") == expected


def test_columns_without_a_name_do_not_keep_a_file_from_loading(folder_build):
    assert actions_of(folder_build, "fra", "action_type, course_id") == [("play", "sql")]


def test_a_file_with_a_header_only_is_in_the_ledger_without_rows(folder_build):
    assert folder_build.rows(
        """select raw_row_count, kept_row_count, duplicate_row_count, rejected_row_count
        from quality.row_ledger where source_file = 'files/actions/header_only.csv'"""
    ) == [(0, 0, 0, 0)]


def test_a_nan_in_parquet_is_a_missing_value(folder_build):
    assert actions_of(folder_build, "par", "score, attempt_number") == [(None, 1), (0.5, None)]


def test_native_values_of_parquet_arrive_in_their_columns(folder_build):
    assert actions_of(folder_build, "par", "action_count, is_correct") == [(2, True), (3, None)]


def test_no_row_of_the_folder_is_rejected(folder_build):
    assert folder_build.rows("select * from quality.rejected_rows") == []


def test_unknown_action_types_count_as_other_and_as_engagement(folder_build):
    assert folder_build.rows(
        "select distinct action_category, is_engagement from marts.fct_actions"
    ) == [("other", True)]


def test_without_a_course_column_the_default_course_is_taken(folder_build):
    assert actions_of(folder_build, "cat", "course_id") == [("course",)]


def test_a_blank_course_is_kept_as_none(folder_build):
    assert actions_of(folder_build, "dan", "course_id") == [("(none)",)]


@pytest.mark.parametrize("mart", ["dim_courses", "fct_enrollments"])
def test_a_blank_course_stays_out_of_course_marts(folder_build, mart):
    courses = {course for (course,) in folder_build.rows(f"select course_id from marts.{mart}")}
    assert courses == {"sql", "010", "course"}


def records_of(path: Path) -> list[list[str]]:
    """The header and the records of a file of texts."""
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_the_ledger_counts_the_records_that_the_files_hold(folder_build):
    ledger = folder_build.rows("select source_file, raw_row_count from quality.row_ledger")
    assert dict(ledger) == {
        path.relative_to(folder_build.data).as_posix(): (
            duckdb.sql(f"select count(*) from '{path}'").fetchone()[0]
            if path.suffix == ".parquet"
            else len(records_of(path)) - 1
        )
        for path in folder_build.data.rglob("*.*")
    }


def test_renamed_files_and_shuffled_rows_change_no_action(folder_build, tmp_path):
    place = Place(tmp_path)
    chance = random.Random(7)
    for number, path in enumerate(sorted(folder_build.data.rglob("*.*"), reverse=True)):
        stem = f"files/actions/moved/{number:02}"
        if path.name.endswith(".parquet"):
            backwards = f"select * from read_parquet('{path}', file_row_number = true)"
            write_parquet(
                place.data / f"{stem}.parquet",
                f"select * exclude (file_row_number) from ({backwards}) "
                "order by file_row_number desc",
            )
            continue
        header, *records = records_of(path)
        chance.shuffle(records)
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *records])
        place.write(f"{stem}.csv", text.getvalue())
    place.dbt(*CHAIN_OF_ACTIONS)
    assert folder_build.rows("select count(*) > 0 from marts.fct_actions") == [(True,)]
    assert only_in_one(folder_build, place, "from HERE.marts.fct_actions") == []


@pytest.fixture(scope="module")
def german_build(tmp_path_factory) -> Place:
    """A file with other headers, semicolons between and a column that nobody asked for."""
    place = Place(tmp_path_factory.mktemp("german"))
    rows = ['2025-03-01 10:00:00;eva;play;"a;b"', "2025-03-01 10:00:01;eva;stop;"]
    place.write("files/actions.csv", csv_text("Zeit;Nutzer;Was;Bemerkung", *rows))
    place.dbt(
        *CHAIN_OF_ACTIONS,
        files_columns={"acted_at": "Zeit", "user_id": "nutzer", "action_type": "Was"},
        files_delimiter=";",
        files_default_course_id="kurs",
    )
    return place


def test_headers_and_delimiter_are_settings(german_build):
    expected = [("play", TEN), ("stop", datetime(2025, 3, 1, 10, 0, 1))]
    assert actions_of(german_build, "eva", "action_type, acted_at") == expected


def test_the_default_course_is_a_setting(german_build):
    assert actions_of(german_build, "eva", "course_id") == [("kurs",), ("kurs",)]


def test_extra_columns_are_ignored(german_build):
    columns = german_build.rows(
        "select column_name from information_schema.columns "
        "where table_schema in ('staging', 'marts')"
    )
    assert ("user_id",) in columns
    assert not {("Bemerkung",), ("bemerkung",)} & {*columns}


def test_a_file_is_read_for_what_it_is_called_and_no_other(tmp_path):
    """A name may look like a pattern by which DuckDB would find other files."""
    place = Place(tmp_path)
    header = "user_id,action_type,timestamp"
    names = ["a1.csv", "a[1].csv", "a*.csv", "a?.csv", "a{1,2}.csv", "a1.csv.gz", "[a]/a1.csv"]
    for name in names:
        place.write(f"files/actions/{name}", csv_text(header, f'"{name}",view,2025-03-01'))
    place.dbt(*CHAIN_OF_ACTIONS)
    found = place.rows("select source_file, user_id from staging.base_files__actions order by all")
    assert found == sorted((f"files/actions/{name}", name) for name in names)


def test_a_parquet_file_is_read_for_what_it_is_called(tmp_path):
    place = Place(tmp_path)
    for name in ("p1.parquet", "p[1].parquet"):
        row = f"'{name}' as user_id, 'view' as action_type, timestamp '2025-03-01' as acted_at"
        write_parquet(place.data / "files/actions" / name, f"select {row}")
    place.dbt(*CHAIN_OF_ACTIONS)
    found = place.rows("select source_file, user_id from staging.base_files__actions order by all")
    assert found == [(f"files/actions/{name}", name) for name in ("p1.parquet", "p[1].parquet")]


UNTIDY = {
    "actions": csv_text(
        "user_id,course_id,activity_id,action_type,timestamp",
        "7.0, 5,3.00,play,2026-03-01",
        "7,5.0,\u00a03\u00a0,play,2026-03-02",
        "\u00a0ana ,(not set),\\N,play,2026-03-03",
        *[f"{word},5,3,play,2026-03-04" for word in ("null", "NaN", "undefined", "N/A", "\u00a0")],
    ),
    "users": csv_text("user_id,country", "7.0,NA", "None,FR"),
    "courses": csv_text("course_id,course_name", "5.0,null", "<NA>,x"),
    "activities": csv_text("course_id,activity_id", "5,3.0", "5,nil"),
    "enrollments": csv_text("user_id,course_id,outcome", "7.00,5.0,(not set)", "NaT,5,completed"),
}


@pytest.fixture(scope="module")
def untidy_build(tmp_path_factory) -> Place:
    """All tables with ids as a data frame writes them, and words for nothing."""
    place = Place(tmp_path_factory.mktemp("untidy"))
    for table, text in UNTIDY.items():
        place.write(f"files/{table}/untidy.csv", text)
    write_parquet(
        place.data / "files/actions/doubles.parquet",
        """select * from (values (7.0::double, 5.0::double, 3.0::double),
        ('nan'::double, 5.0::double, 3.0::double)) as t(user_id, course_id, activity_id),
        (select 'play' as action_type, timestamp '2026-03-05' as acted_at)""",
    )
    place.build("stg_files__raw_rows")
    return place


@pytest.mark.parametrize(
    ("table", "columns", "rows"),
    [
        (
            "actions",
            "user_id, course_id, activity_id",
            [("7", "5", "3", 3), ("ana", None, None, 1)],
        ),
        ("users", "user_id, country", [("7", "NA", 1)]),
        ("courses", "course_id, course_name", [("5", None, 1)]),
        ("activities", "course_id, activity_id", [("5", "3", 1)]),
        ("enrollments", "user_id, course_id, outcome", [("7", "5", None, 1)]),
    ],
)
def test_an_id_is_one_however_it_is_written_and_a_word_for_nothing_is_none(
    untidy_build, table, columns, rows
):
    kept = f"from staging.base_files__{table} where reject_reason is null"
    assert untidy_build.rows(f"select {columns}, count(*) {kept} group by all order by all") == rows


TIMES = {
    "03/02/2026 14:05": datetime(2026, 2, 3, 14, 5),
    "3/4/13 16:32": datetime(2013, 3, 4, 16, 32),
    "20260301": datetime(2026, 3, 1),
    "1 Mar 2026 10:00 +0200": datetime(2026, 3, 1, 8),
    "2026-03-01T10:00Z": datetime(2026, 3, 1, 10),
    "1772359200": datetime(2026, 3, 1, 10),
    "1772359200000": datetime(2026, 3, 1, 10),
}
FORMATS = ["%d/%m/%Y %H:%M", "%m/%d/%y %H:%M", "%Y%m%d", "%d %b %Y %H:%M %z"]


@pytest.fixture(scope="module")
def sparse_build(tmp_path_factory) -> Place:
    """Files without courses and kinds of action, whose times come in many forms."""
    place = Place(tmp_path_factory.mktemp("sparse"))
    rows = [f"u{number},{time}" for number, time in enumerate(TIMES)]
    place.write("files/actions.csv", csv_text("user_id,timestamp", *rows))
    place.write("files/enrollments.csv", csv_text("user_id,enrolled_at", "u0,01/02/2026 00:00"))
    place.write("files/activities.csv", csv_text("activity_id", "a1"))
    place.write("files/courses.csv", csv_text("course_name", "Databases"))
    place.dbt_with_own_parse(
        *["build", *UNTESTED, "--select", "+stg_files__raw_rows"],
        files_time_format=FORMATS,
        files_default_course_id="sql",
        files_default_action_type="page_viewed",
    )
    return place


def test_times_are_read_by_the_given_forms_and_else_as_ever(sparse_build):
    assert sparse_build.rows(
        "select acted_at, reject_reason from staging.base_files__actions order by user_id"
    ) == [(time, None) for time in TIMES.values()]
    assert sparse_build.rows("select enrolled_at from staging.base_files__enrollments") == [
        (datetime(2026, 2, 1),)
    ]


@pytest.mark.parametrize("table", ["actions", "courses", "activities", "enrollments"])
def test_defaults_take_the_place_of_columns_that_are_not_there(sparse_build, table):
    courses = f"from staging.base_files__{table} where reject_reason is null"
    assert sparse_build.rows(f"select distinct course_id {courses}") == [("sql",)]
    kinds = "select distinct action_type from staging.base_files__actions"
    assert sparse_build.rows(kinds) == [("page_viewed",)]


def test_a_parquet_file_written_again_in_the_same_second_is_read_again(tmp_path):
    file = tmp_path / "actions.parquet"
    for name in ("user_a", "user_b"):
        write_parquet(tmp_path / name, f"select 1 as {name}")
        file.write_bytes((tmp_path / name).read_bytes())
        os.utime(file, (10**9, 10**9))
        assert find_fault(str(file), "quoted") is None
        assert f'"{name}"' in read_columns(str(file), ",", name)
