"""Bad input: a broken file or setting stops the build untouched, a bad row is rejected by name."""

import gzip
import hashlib
import os
import shutil

import pytest
from conftest import (
    ALL_SOURCES,
    CHAIN_OF_ACTIONS,
    UNTESTED,
    Place,
    copy_project,
    csv_text,
    write_parquet,
)

from scripts.command_line import main
from scripts.dbt import DbtFailure

HEADER = "user_id,action_type,timestamp,course_id"
GOOD = csv_text(HEADER, *["ana,play,2025-03-01 10:00:00,sql"] * 3000)


def truncated_parquet(place: Place) -> bytes:
    """The first half of a Parquet file."""
    path = place.folder / "whole.parquet"
    write_parquet(
        path, "select 'ana' as user_id, 'play' as action_type, range as acted_at from range(500)"
    )
    return path.read_bytes()[: path.stat().st_size // 2]


# Name of the file, its content, and the sentence that stops the build; FILE stands for its path.
BROKEN_FILES = {
    "mixed_line_ends": (
        "actions.csv",
        GOOD + "dan,play,2025-03-01,sql\r\n",
        "FILE: has lines that end in CR LF and others in LF; let all end in LF",
    ),
    "a_carriage_return_in_a_line": (
        "actions.csv.gz",
        gzip.compress(f"{GOOD}dan,pl\ray,2025-03-01,sql\n".encode()),
        "FILE: has lines that end in CR and others in LF; let all end in LF",
    ),
    "missing": (
        "actions.csv",
        None,
        "FILE: no such file; put it there (.csv, .csv.gz, .parquet) "
        "or set MOOC_DATA_DIR to the folder that holds files/",
    ),
    "wrong_header": (
        "actions.csv",
        GOOD.replace("user_id", "nutzer"),
        "FILE: no column user_id in its header (nutzer, action_type, timestamp, course_id); "
        "rename one, or map it with the variable files_columns",
    ),
    "no_kind_of_action": (
        "actions.csv",
        GOOD.replace("action_type", "verb"),
        "FILE: no column action_type in its header (user_id, verb, timestamp, course_id); "
        "rename one, or map it with the variable files_columns, "
        "or set files_default_action_type if all are of one kind",
    ),
    "wrong_header_of_an_optional_table": (
        "users.csv",
        "id,country\nana,FR\n",
        "FILE: no column user_id in its header (id, country); "
        "rename one, or map it with the variable files_columns",
    ),
    "duplicate_header": (
        "actions.csv",
        GOOD.replace("course_id", "Timestamp"),
        "FILE: two columns are named timestamp; rename one",
    ),
    "reserved_header": (
        "actions.csv",
        GOOD.replace("course_id", "source_file"),
        "FILE: the column name source_file is taken; rename it, and leave raw_file, raw_text, "
        "source_file, record_number, reject_reason, file_row_number to the build",
    ),
    "truncated_gzip": (
        "actions.csv.gz",
        gzip.compress(GOOD.encode())[:-12],
        "FILE: ends too early, its gzip stream is cut off; deliver it again",
    ),
    "not_a_gzip": (
        "actions.csv.gz",
        GOOD.encode(),
        "FILE: is not a sound gzip file; deliver it again",
    ),
    "empty": ("actions.csv", "", "FILE: is empty; deliver it again or remove it"),
    "empty_inside_gzip": (
        "actions.csv.gz",
        gzip.compress(b""),
        "FILE: is empty; deliver it again or remove it",
    ),
    "truncated_parquet": (
        "actions.parquet",
        truncated_parquet,
        "FILE: is not a whole Parquet file; deliver it again",
    ),
    "tiny_parquet": (
        "actions.parquet",
        "PAR1",
        "FILE: is not a whole Parquet file; deliver it again",
    ),
}


@pytest.fixture
def good(small_build, tmp_path) -> Place:
    """A copy of a good build, about to be built again from other files."""
    return small_build.copied_to(tmp_path)


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_broken_file_stops_the_build_in_one_sentence_and_changes_nothing(good, case):
    tables, exported = good.tables(), good.exported()
    name, content, sentence = BROKEN_FILES[case]
    if name.startswith("actions"):
        (good.data / "files/actions.csv").unlink()
    if content is not None:
        good.write(f"files/{name}", content(good) if callable(content) else content)
    with pytest.raises(DbtFailure) as failure:
        good.dbt("build")
    path = (good.data / "files" / name).as_posix()
    assert failure.value.sentences == [sentence.replace("FILE", path)]
    assert good.tables() == tables
    assert good.exported() == exported


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ("files", BROKEN_FILES["missing"][2]),
        (
            "nope",
            f"sources: nope is not a source; choose from {ALL_SOURCES.replace(',', ', ')}",
        ),
    ],
)
def test_the_command_prints_the_sentence_ends_with_2_and_changes_nothing(
    good, monkeypatch, capsys, sources, sentence
):
    tables, exported = good.tables(), good.exported()
    path = good.data / "files/actions.csv"
    path.unlink()
    monkeypatch.chdir(good.project)
    for name, value in good.environment.items():
        monkeypatch.setenv(name, value)
    assert main(["build", sources]) == 2
    assert capsys.readouterr().err == sentence.replace("FILE", path.as_posix()) + "\n"
    assert good.tables() == tables
    assert good.exported() == exported


SMALL_NUMBERS = {
    "days_of_a_spreadsheet": (
        ["46082.41667", "46090.5"],
        "46082.41667 would be read as seconds and put the whole file into 8 seconds; "
        "write times such as 2026-03-01 14:05 if they are days of a spreadsheet",
    ),
    "dates": (
        ["20230301", "20260302"],
        "20230301 would be read as seconds and put the whole file into 30001 seconds; "
        'set files_time_format to "%Y%m%d" if they are dates',
    ),
}


@pytest.mark.parametrize("case", SMALL_NUMBERS)
def test_numbers_that_squeeze_a_file_into_seconds_stop_the_build(good, case):
    values, sentence = SMALL_NUMBERS[case]
    tables = good.tables()
    rows = [f"ana,play,{value},sql" for value in values]
    path = good.write("files/actions/more.csv", csv_text(HEADER, *rows))
    for _ in range(2):
        with pytest.raises(DbtFailure) as failure:
            good.dbt("build")
        assert failure.value.sentences == [
            f"base_files__actions: {path}: numbers in timestamp such as {sentence}, "
            "or files_times_are_relative to true if they are seconds"
        ]
        assert good.tables() == tables
    good.dbt("build", *UNTESTED, "--select", "base_files__actions", files_times_are_relative=True)
    assert len(good.rows("select 1 from staging.base_files__actions")) == 6


def test_a_base_model_that_is_not_from_files_stops_the_build(good, tmp_path):
    project = copy_project(tmp_path / "project")
    declared = project / "models" / "staging" / "files" / "_files__models.yml"
    text = declared.read_text()
    declared.write_text(text.replace("materialized: from_files, ", "", 1))
    assert declared.read_text() != text
    place = Place(tmp_path, project=project)
    with pytest.raises(DbtFailure) as failure:
        place.dbt("build", "--select", "base_files__actions")
    assert failure.value.sentences == [
        "base_files__actions: must be materialized from_files; "
        "say so in its config in _files__models.yml"
    ]


POSITIVE = [
    "session_timeout_minutes",
    "time_on_task_cap_minutes",
    "time_on_task_low_cap_minutes",
    "gap_bin_width",
    "dropout_silence_days",
    "reliable_reached_count",
    "interval_z",
    "min_cell_size",
]
SENSELESS = [
    *[(name, 0, f"{name}: expected a number above 0, found 0") for name in POSITIVE],
    (
        "session_timeout_minutes",
        "soon",
        "session_timeout_minutes: expected a number above 0, found soon",
    ),
    (
        "engaged_session_seconds",
        -1,
        "engaged_session_seconds: expected a number from 0 up, found -1",
    ),
    (
        "completed_progress_rate",
        90,
        "completed_progress_rate: expected a share above 0 and up to 1, found 90",
    ),
    ("passing_grade", 0, "passing_grade: expected a share above 0 and up to 1, found 0"),
    (
        "time_on_task_low_cap_minutes",
        31,
        "time_on_task_low_cap_minutes: must not be above time_on_task_cap_minutes, 31 is above 30",
    ),
    *[
        (
            "sensitivity_timeouts_minutes",
            value,
            f"sensitivity_timeouts_minutes: expected rising whole numbers above 0, found {value}",
        )
        for value in (30, [], [30, 5], [5, 5], [0, 5], [5, "x"])
    ],
    (
        "landmark_days",
        [7, 3],
        "landmark_days: expected rising whole numbers above 0, found [7, 3]",
    ),
    (
        "early_progress_percents",
        [20, 101],
        "early_progress_percents: expected rising whole numbers above 0 and up to 100, "
        "found [20, 101]",
    ),
    (
        "headline_landmark_day",
        5,
        "headline_landmark_day: expected one of landmark_days, found 5",
    ),
    (
        "early_progress_percent",
        25,
        "early_progress_percent: expected one of early_progress_percents, found 25",
    ),
    (
        "page_close_ends_session",
        "maybe",
        "page_close_ends_session: expected true or false, found maybe",
    ),
    ("files_delimiter", "", 'files_delimiter: expected one character such as ";", found ""'),
    (
        "files_columns",
        "event_time",
        "files_columns: expected a map such as {acted_at: event_time}, found event_time",
    ),
    (
        "files_columns",
        {"time": "event_time"},
        "files_columns: time is not a column of the contract; choose from action_id, ",
    ),
    *[
        (
            "files_time_format",
            value,
            "files_time_format: expected a day, a month and a year by the directives of strptime, "
            f'such as "%d/%m/%Y %H:%M", found "{value}"',
        )
        for value in ("%d/%m %H:%M", "%d.%m.%Q", "DD/MM/YYYY", "%d/%m/%Y %")
    ],
    (
        "files_time_format",
        5,
        'files_time_format: expected one or several forms such as "%d/%m/%Y %H:%M", found 5',
    ),
    (
        "files_times_are_relative",
        "yes",
        "files_times_are_relative: expected true or false, found yes",
    ),
    (
        "files_default_action_type",
        5,
        'files_default_action_type: expected a text such as "course", found 5',
    ),
    *[
        (name, "it's", f'{name}: expected a date such as "2025-09-01", found it\'s')
        for name in ("plausible_from", "plausible_to", "relative_time_origin", "as_of")
    ],
    (
        "plausible_to",
        "1999-12-31",
        "plausible_from: must lie before plausible_to, 2000-01-01 does not",
    ),
    *[
        (
            "relative_time_origin",
            value,
            "relative_time_origin: expected a date without a time, "
            f"from plausible_from to plausible_to, found {value}",
        )
        for value in ("1999-12-31", "2040-01-01", "2000-01-03 08:00")
    ],
    ("time_zone", "Mars", "time_zone: expected an IANA name such as Europe/Berlin, found Mars"),
    ("headline_landmark_day", "7", "headline_landmark_day: expected one of landmark_days, found 7"),
    ("high_percentile", 2, "high_percentile: expected a share above 0.5 and below 1, found 2"),
    ("call_list_size", 1.5, "call_list_size: expected a whole number above 0, found 1.5"),
    ("outlier_z", True, "outlier_z: expected a number above 0, found True"),
    ("interval_z", float("nan"), "interval_z: expected a number above 0, found nan"),
    ("recent_days", 10**17, "recent_days: expected a whole number above 0, found 1"),
    ("sources", [], "sources: expected a list such as [sample, files], found []"),
]


# Models loop over these while dbt parses: their sentence must come before Jinja's.
LOOPED_OVER = [
    "sensitivity_timeouts_minutes",
    "landmark_days",
    "early_progress_percents",
    "headline_landmark_day",
    "files_columns",
    "sources",
    "plausible_from",
]


@pytest.mark.parametrize(("name", "value", "sentence"), SENSELESS)
def test_a_senseless_setting_stops_the_build_in_one_sentence(
    small_build, tmp_path, name, value, sentence
):
    place = Place(tmp_path)
    shutil.copytree(small_build.data, place.data)
    build = place.dbt_with_own_parse if name in LOOPED_OVER else place.dbt
    with pytest.raises(DbtFailure) as failure:
        build("build", "--select", "base_files__actions", **{name: value})
    (said,) = failure.value.sentences
    assert said.startswith(sentence)
    assert not place.warehouse.exists() or place.tables() == {}


ACTION_COLUMNS = "action_id,user_id,action_type,timestamp,action_count,score,is_correct"
BAD_ROWS = {
    "files/actions/fields.csv": (
        csv_text(
            ACTION_COLUMNS,
            'f1,"an\na",play,2025-03-01 10:00:00,1,0.5,true',
            "f2,ana,play,2025-03-01 10:00:00,1,0.5,true,more",
            "f3,ana,play",
            "f4,ana,play,2025-03-01 10:00:00,1,0.5,true",
            "f5,ana,play,2025-03-01 10:00:00,1,0.5,maybe",
        ),
        [(2, "too many fields"), (3, "too few fields")],
    ),
    "files/actions/quote.csv": (
        csv_text(
            ACTION_COLUMNS,
            "q1,ana,play,2025-03-01 10:00:00,1,0.5,true",
            'q2,ana,"play,2025-03-01 10:00:00,1,0.5,true',
        ),
        [(2, "a quote is not closed")],
    ),
    "files/actions/latin.csv": (
        csv_text(
            ACTION_COLUMNS,
            "l1,ana,play,2025-03-01 10:00:00,1,0.5,true",
            "l2,josé,play,2025-03-01 10:00:00,1,0.5,true",
            "l3,ana,play,2025-03-01 10:00:00,1,0.5,true",
        ).encode("latin-1"),
        [(2, "not UTF-8")],
    ),
    "files/actions/long.csv": (
        csv_text(
            ACTION_COLUMNS,
            "o1,ana,play,2025-03-01 10:00:00,1,0.5,true",
            f"o2,{'a' * 2_200_000},play,2025-03-01 10:00:00,1,0.5,true",
            "o3,ana,play,2025-03-01 10:00:00,1,0.5,true",
        ),
        [(2, "longer than 2 MB")],
    ),
    "files/actions/values.csv": (
        csv_text(
            ACTION_COLUMNS,
            "v1, ,play,2025-03-01 10:00:00,1,0.5,true",
            "v2,ana,,2025-03-01 10:00:00,1,0.5,true",
            "v3,ana,play,,1,0.5,true",
            "v4,ana,play,yesterday,1,0.5,true",
            "v5,ana,play,2025-02-30 10:00:00,1,0.5,true",
            "v6,ana,play,2099-01-01 10:00:00,1,0.5,true",
            "v7,ana,play,1999-12-31 23:59:59,1,0.5,true",
            "v8,ana,play,-60,1,0.5,true",
            "v9,ana,play,2025-03-01 10:00:00,0,0.5,true",
            "v10,ana,play,2025-03-01 10:00:00,1.5,0.5,true",
            "v11,ana,play,2025-03-01 10:00:00,1,1.5,true",
            "v12,ana,play,2025-03-01 10:00:00,1,high,true",
            ",ana,play,2025-03-01 10:00:00,1,0.5,true",
            "v14,ana,play,2025-03-01 10:00:00,,,",
            "v15,ana,play,2025-03-01 10:00:00,9223372036854775807,0.5,true",
            "v16,ana,play,04/03/2026 10:00,1,0.5,true",
        ),
        [
            (1, "user_id is missing"),
            (2, "action_type is missing"),
            (3, "acted_at is missing"),
            (4, "acted_at is not a time; see files_time_format"),
            (5, "acted_at is not a time; see files_time_format"),
            (6, "acted_at is outside the plausible range; see plausible_from and plausible_to"),
            (7, "acted_at is outside the plausible range; see plausible_from and plausible_to"),
            (8, "acted_at is not a time; see files_time_format"),
            (9, "action_count is below 1"),
            (10, "action_count is not a whole number"),
            (13, "action_id is missing"),
            (15, "action_count is above 1,000,000,000"),
            (16, "acted_at is not a time; see files_time_format"),
        ],
    ),
    "files/enrollments.csv": (
        csv_text(
            "user_id,course_id,outcome,final_grade", "ana,course,gone,0.5", "ben,course,failed,0.4"
        ),
        [],
    ),
    "act_mooc/mooc_actions.tsv": (
        csv_text(
            "ACTIONID\tUSERID\tTARGETID\tTIMESTAMP",
            "0\t0\t0\t0.000",
            "one\t0\t0\t1.000",
            "2\tzero\t0\t2.000",
            "3\t0\tzero\t3.000",
            "4\t0\t0\tsoon",
            "5\t0\t0\t-1.000",
            "6\t0\t0\t99999999999.000",
            "7\t0\t0\t7.500",
            "8\t0\t0",
            "9\t0\t0\t9.000\t9",
            "10\t0\t0\t10.000",
        ),
        [
            (2, "ACTIONID is not a whole number from 0 up"),
            (3, "USERID is not a whole number from 0 up"),
            (4, "TARGETID is not a whole number from 0 up"),
            (5, "TIMESTAMP is not a whole number of seconds"),
            (6, "TIMESTAMP is negative"),
            (7, "TIMESTAMP is outside the plausible range"),
            (8, "TIMESTAMP is not a whole number of seconds"),
            (9, "too few fields"),
            (10, "too many fields"),
        ],
    ),
    "act_mooc/mooc_action_labels.tsv": (
        csv_text("ACTIONID\tLABEL", "0\t0", "10\t2", "x\t1", "10\t1\t1", "10"),
        [
            (2, "LABEL is not 0 or 1"),
            (3, "ACTIONID is not a whole number from 0 up"),
            (4, "too many fields"),
            (5, "too few fields"),
        ],
    ),
    "act_mooc/mooc_action_features.tsv": (
        csv_text(
            "ACTIONID\tFEATURE0\tFEATURE1\tFEATURE2\tFEATURE3",
            "0\t-0.3\t-0.4\t0.1\t-0.06",
            "10\t-0.3\tmany\t0.1\t-0.06",
            "-1\t-0.3\t-0.4\t0.1\t-0.06",
        ),
        [(2, "a FEATURE is not a number"), (3, "ACTIONID is not a whole number from 0 up")],
    ),
}
# Rows of one action_id: the first file is delivered twice, and m2 once more with other content.
DELIVERED = csv_text(
    ACTION_COLUMNS,
    "m1,ana,play,2025-03-01 10:00:00,1,0.5,true",
    "m2,ana,play,2025-03-01 10:00:00,1,0.5,true",
)
CORRECTED = csv_text(ACTION_COLUMNS, "m2,ana,pause,2025-03-01 10:00:00,1,0.5,true")
NULL = "\x1e"
M2_MICROSECONDS = 1740823200000000


@pytest.fixture(scope="module")
def bad_rows_build(tmp_path_factory) -> Place:
    """One build of two sources with every kind of bad row."""
    place = Place(tmp_path_factory.mktemp("bad_rows"), "files,act_mooc")
    for name, (content, _) in BAD_ROWS.items():
        place.write(name, content)
    place.write("files/actions/delivered_1.csv", DELIVERED)
    place.write("files/actions/delivered_2.csv", DELIVERED)
    place.write("files/actions/corrected.csv", CORRECTED)
    # DuckDB changes its way of reading when a scan has more files than twice its threads.
    for number in range(2 * (os.cpu_count() or 1)):
        place.write(f"files/actions/more/{number}.csv", csv_text(ACTION_COLUMNS))
    place.dbt(*CHAIN_OF_ACTIONS, "+data_quality_profile")
    return place


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_rejected_with_its_number_and_reason(bad_rows_build, name):
    assert (
        bad_rows_build.rows(
            "select record_number, reject_reason from quality.rejected_rows "
            f"where source_file = '{name}' order by record_number"
        )
        == BAD_ROWS[name][1]
    )


def test_a_rejected_row_shows_what_the_file_holds(bad_rows_build):
    assert bad_rows_build.rows(
        "select raw_text from quality.rejected_rows "
        "where source_file = 'files/actions/fields.csv' order by record_number"
    ) == [
        ("f2,ana,play,2025-03-01 10:00:00,1,0.5,true,more",),
        ("f3,ana,play",),
    ]


def test_good_rows_beside_bad_ones_are_kept(bad_rows_build):
    kept = bad_rows_build.rows(
        "select source_name, list(action_id order by action_id) from marts.fct_actions group by all"
    )
    assert dict(kept) == {
        "act_mooc": ["0", "10"],
        "files": [
            *["f1", "f4", "f5", "l1", "l3", "m1", "m2", "o1", "o3", "q1", "v11", "v12", "v14"],
        ],
    }


def test_an_unusable_value_that_is_not_needed_is_emptied_and_counted_by_reason(bad_rows_build):
    assert bad_rows_build.rows(
        "select action_id, score, is_correct from marts.fct_actions "
        "where action_id in ('f5', 'v11', 'v12') order by all"
    ) == [("f5", 0.5, None), ("v11", None, True), ("v12", None, True)]
    assert bad_rows_build.rows(
        """select table_name, column_name, emptied_count, out_of_range_count
        from quality.data_quality_profile where emptied_count > 0 order by all"""
    ) == [
        ("actions", "is_correct", 1, 0),
        ("actions", "score", 2, 1),
        ("enrollments", "outcome", 1, 0),
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        # A field of the first record holds a line end, so lines and records differ.
        ("files/actions/fields.csv", [None, None]),
        ("files/actions/latin.csv", [3]),
        ("act_mooc/mooc_action_labels.tsv", [3, 4, 5, 6]),
    ],
)
def test_a_rejected_row_names_its_line_where_lines_are_records(bad_rows_build, name, lines):
    found = bad_rows_build.rows(
        f"select line_number from quality.rejected_rows where source_file = '{name}' order by all"
    )
    assert [line for (line,) in found] == lines


def test_every_row_is_kept_a_duplicate_or_rejected(bad_rows_build):
    ledger = bad_rows_build.rows(
        """select source_file, raw_row_count, kept_row_count + duplicate_row_count,
            rejected_row_count
        from quality.row_ledger"""
    )
    for name, raw_count, kept_count, rejected_count in ledger:
        assert raw_count == kept_count + rejected_count, name
        if name in BAD_ROWS:
            assert rejected_count == len(BAD_ROWS[name][1]), name
    rejected = bad_rows_build.rows("select count(*) from quality.rejected_rows")[0][0]
    assert rejected == sum(rejected_count for *_, rejected_count in ledger)


def test_a_row_delivered_again_is_a_duplicate_and_no_rejected_row(bad_rows_build):
    assert bad_rows_build.rows(
        """select sum(duplicate_row_count) from quality.row_ledger
        where source_file like 'files/actions/delivered%'"""
    ) == [(2 if kept_type_of_m2() == "play" else 1,)]
    assert bad_rows_build.rows(
        "select count(*) from quality.rejected_rows where raw_text like 'm1,%'"
    ) == [(0,)]


def kept_type_of_m2() -> str:
    """The action_type of m2 in the row with the smallest content hash, reckoned by hand."""

    def content_hash(action_type: str) -> str:
        values = ["m2", "ana", "course", NULL, action_type, str(M2_MICROSECONDS), "1"]
        values += [NULL, "true", "0.5", *[NULL] * 3]
        return hashlib.md5("\x1f".join(values).encode()).hexdigest()

    return min("play", "pause", key=content_hash)


def test_of_one_id_with_different_contents_the_smallest_content_hash_is_kept(bad_rows_build):
    assert bad_rows_build.rows(
        "select action_type from marts.fct_actions where action_id = 'm2'"
    ) == [(kept_type_of_m2(),)]


def test_the_other_contents_of_an_id_are_rejected_as_conflicting(bad_rows_build):
    rejected = bad_rows_build.rows(
        "select source_file, record_number from quality.rejected_rows "
        "where reject_reason = 'conflicting_id' order by all"
    )
    corrected = [("files/actions/corrected.csv", 1)]
    delivered = [(f"files/actions/delivered_{number}.csv", 2) for number in (1, 2)]
    assert rejected == (corrected if kept_type_of_m2() == "play" else delivered)


def test_a_gzipped_act_mooc_is_judged_as_a_plain_one(bad_rows_build, tmp_path):
    place = Place(tmp_path, "act_mooc")
    for name, (content, _) in BAD_ROWS.items():
        if name.startswith("act_mooc/"):
            place.write(f"{name}.gz", gzip.compress(content.encode()))
    place.dbt("build", *UNTESTED, "--select", "+rejected_rows")
    rejected = (
        "select replace(source_file, '.gz', ''), record_number, reject_reason, raw_text "
        "from quality.rejected_rows where source_name = 'act_mooc' order by all"
    )
    assert place.rows(rejected) == bad_rows_build.rows(rejected)


def test_an_act_mooc_file_both_plain_and_gzipped_stops_the_build(tmp_path):
    place = Place(tmp_path, "act_mooc")
    for name, (content, _) in BAD_ROWS.items():
        if name.startswith("act_mooc/"):
            place.write(name, content)
    folder = place.write("act_mooc/mooc_actions.tsv.gz", b"").parent.as_posix()
    with pytest.raises(DbtFailure) as failure:
        place.dbt("build")
    assert failure.value.sentences == [
        f"{folder}/mooc_actions.tsv and {folder}/mooc_actions.tsv.gz: "
        "the same table twice; keep one of them"
    ]
