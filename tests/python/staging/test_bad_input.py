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


PUT_IT_THERE = (
    "no such file; put it there (.csv, .csv.gz, .parquet) "
    "or set MOOC_DATA_DIR to the folder that holds files/"
)
IS_CUT = "ends too early, its gzip stream is cut off; deliver it again"
IS_EMPTY = "is empty; deliver it again or remove it"
IS_NO_PARQUET = "is not a whole Parquet file; deliver it again"
RENAME = "rename one, or map it with the variable files_columns"
# Name of the file, its content, and what is said of it when the build stops.
BROKEN_FILES = {
    "mixed_line_ends": (
        "actions.csv",
        GOOD + "dan,play,2025-03-01,sql\r\n",
        "has lines that end in CR LF and others in LF; let all end in LF",
    ),
    "a_carriage_return_in_a_line": (
        "actions.csv.gz",
        f"{GOOD}dan,pl\ray,2025-03-01,sql\n",
        "has lines that end in CR and others in LF; let all end in LF",
    ),
    "missing": ("actions.csv", None, PUT_IT_THERE),
    "wrong_header": (
        "actions.csv",
        GOOD.replace("user_id", "nutzer"),
        f"no column user_id in its header (nutzer, action_type, timestamp, course_id); {RENAME}",
    ),
    "no_kind_of_action": (
        "actions.csv",
        GOOD.replace("action_type", "verb"),
        f"no column action_type in its header (user_id, verb, timestamp, course_id); {RENAME}, "
        "or set files_default_action_type if all are of one kind",
    ),
    "wrong_header_of_an_optional_table": (
        "users.csv",
        "id,country\nana,FR\n",
        f"no column user_id in its header (id, country); {RENAME}",
    ),
    "duplicate_header": (
        "actions.csv",
        GOOD.replace("course_id", "Timestamp"),
        "two columns are named timestamp; rename one",
    ),
    "reserved_header": (
        "actions.csv",
        GOOD.replace("course_id", "source_file"),
        "the column name source_file is taken; rename it, and leave raw_file, raw_text, "
        "source_file, record_number, reject_reason, file_row_number to the build",
    ),
    "truncated_gzip": ("actions.csv.gz", gzip.compress(GOOD.encode())[:-12], IS_CUT),
    "not_a_gzip": ("actions.csv.gz", GOOD.encode(), "is not a sound gzip file; deliver it again"),
    "empty": ("actions.csv", "", IS_EMPTY),
    "empty_inside_gzip": ("actions.csv.gz", gzip.compress(b""), IS_EMPTY),
    "truncated_parquet": ("actions.parquet", truncated_parquet, IS_NO_PARQUET),
    "tiny_parquet": ("actions.parquet", "PAR1", IS_NO_PARQUET),
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
    path = (good.data / "files" / name).as_posix()
    assert good.refused() == [f"{path}: {sentence}"]
    assert good.tables() == tables
    assert good.exported() == exported


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ("files", f"FILE: {PUT_IT_THERE}"),
        ("nope", f"sources: nope is not a source; choose from {ALL_SOURCES.replace(',', ', ')}"),
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
        assert good.refused() == [
            f"base_files__actions: {path}: numbers in timestamp such as {sentence}, "
            "or files_times_are_relative to true if they are seconds"
        ]
        assert good.tables() == tables
    good.dbt("build", *UNTESTED, "--select", "base_files__actions", files_times_are_relative=True)
    assert len(good.rows("select 1 from staging.base_files__actions")) == 6


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        (
            "is_quoted",
            "is_quotd",
            "is_quotd is no word for the table actions; choose from ",
        ),
        (
            "- name: acted_at",
            "- name: acted",
            "acted is no column of the contract for the table actions; choose from action_id, ",
        ),
    ],
)
def test_a_misspelt_word_in_the_yml_of_a_source_stops_the_build(tmp_path, right, wrong, sentence):
    project = copy_project(tmp_path / "project")
    declared = project / "models/staging/files/_files__sources.yml"
    declared.write_text(declared.read_text().replace(right, wrong))
    place = Place(tmp_path, project=project)
    place.write("files/actions.csv", csv_text(HEADER))
    with pytest.raises(DbtFailure) as failure:
        place.dbt("build", "--select", "base_files__actions")
    (said,) = failure.value.sentences
    assert said.startswith(f"_files__sources.yml: {sentence}")


def test_a_table_that_the_raw_rows_leave_out_fails_a_test(tmp_path):
    project = copy_project(tmp_path / "project")
    model = project / "models/staging/files/stg_files__raw_rows.sql"
    model.write_text(model.read_text().replace("'users', ", ""))
    place = Place(tmp_path, project=project)
    place.write("files/actions.csv", csv_text(HEADER, "ana,play,2025-03-01 10:00:00,sql"))
    place.write("files/users.csv", csv_text("user_id", "ana"))
    place.dbt(*CHAIN_OF_ACTIONS)
    with pytest.raises(DbtFailure):
        place.dbt("test", "--select", "assert_every_table_is_in_the_ledger")


def test_a_base_model_that_is_not_from_files_stops_the_build(good, tmp_path):
    project = copy_project(tmp_path / "project")
    declared = project / "models" / "staging" / "files" / "_files__models.yml"
    text = declared.read_text()
    declared.write_text(text.replace("materialized: from_files, ", "", 1))
    assert declared.read_text() != text
    place = Place(tmp_path, project=project)
    assert place.refused("build", "--select", "base_files__actions") == [
        "base_files__actions: must be materialized from_files; "
        "say so in its config in _files__models.yml"
    ]


POSITIVE = [
    *["session_timeout_minutes", "time_on_task_cap_minutes", "time_on_task_low_cap_minutes"],
    *["gap_bin_width", "dropout_silence_days", "reliable_reached_count", "interval_z"],
    "min_cell_size",
]
DATES = ["plausible_from", "plausible_to", "relative_time_origin", "as_of"]
TIMEOUTS = [30, [], [30, 5], [5, 5], [0, 5], [5, "x"]]
# What was expected, and the settings that are none of it.
EXPECTED = {
    "a number above 0": [
        *((name, 0) for name in POSITIVE),
        *[("session_timeout_minutes", "soon"), ("outlier_z", True), ("interval_z", float("nan"))],
    ],
    "a number from 0 up": [("engaged_session_seconds", -1)],
    "a share above 0 and up to 1": [("completed_progress_rate", 90), ("passing_grade", 0)],
    "a share above 0.5 and below 1": [("high_percentile", 2)],
    "a whole number above 0": [("call_list_size", 1.5)],
    "rising whole numbers above 0": [
        *(("sensitivity_timeouts_minutes", value) for value in TIMEOUTS),
        ("landmark_days", [7, 3]),
    ],
    "rising whole numbers above 0 and up to 100": [("early_progress_percents", [20, 101])],
    "one of landmark_days": [("headline_landmark_day", 5), ("headline_landmark_day", "7")],
    "one of early_progress_percents": [("early_progress_percent", 25)],
    "true or false": [("page_close_ends_session", "maybe"), ("files_times_are_relative", "yes")],
    "a map such as {acted_at: event_time}": [("files_columns", "event_time")],
    'one or several forms such as "%d/%m/%Y %H:%M"': [("files_time_format", 5)],
    'a text such as "play_video"': [("files_default_action_type", 5)],
    'a date such as "2025-09-01"': [(name, "it's") for name in DATES],
    "a date without a time, from plausible_from to plausible_to": [
        ("relative_time_origin", value)
        for value in ("1999-12-31", "2040-01-01", "2000-01-03 08:00")
    ],
    "an IANA name such as Europe/Berlin": [("time_zone", "Mars")],
    "a list such as [sample, files]": [("sources", [])],
}
SENSELESS = [
    *(
        (name, value, f"{name}: expected {what}, found {value}")
        for what, found in EXPECTED.items()
        for name, value in found
    ),
    (
        "time_on_task_low_cap_minutes",
        31,
        "time_on_task_low_cap_minutes: must not be above time_on_task_cap_minutes, 31 is above 30",
    ),
    ("files_delimiter", "", 'files_delimiter: expected one character such as ";", found ""'),
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
        "plausible_to",
        "1999-12-31",
        "plausible_from: must lie before plausible_to, 2000-01-01 does not",
    ),
    ("recent_days", 10**17, "recent_days: expected a whole number above 0, found 1"),
]


# Models loop over these while dbt parses: their sentence must come before Jinja's.
LOOPED_OVER = {
    *["sensitivity_timeouts_minutes", "landmark_days", "early_progress_percents", "sources"],
    *["headline_landmark_day", "files_columns", "plausible_from"],
}


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
FINE = "ana,play,2025-03-01 10:00:00,1,0.5,true"
MARCH = "2025-03-01 10:00:00"
NO_TIME = "acted_at is not a time; see files_time_format"
NO_NUMBER = "is not a whole number from 0 up"
IMPLAUSIBLE = "acted_at is outside the plausible range; see plausible_from and plausible_to"
SECONDS = "TIMESTAMP is not a whole number of seconds"
# By file: its header, and each row with the reason for which it is rejected, or without one.
BAD_ROWS: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "files/actions/fields.csv": (ACTION_COLUMNS, [
        (f'f1,"an\na",play,{MARCH},1,0.5,true', None),
        (f"f2,{FINE},more", "too many fields"),
        ("f3,ana,play", "too few fields"),
        (f"f4,{FINE}", None),
        (f"f5,ana,play,{MARCH},1,0.5,maybe", None),
    ]),
    "files/actions/quote.csv": (ACTION_COLUMNS, [
        (f"q1,{FINE}", None),
        (f'q2,ana,"play,{MARCH},1,0.5,true', "a quote is not closed"),
    ]),
    "files/actions/latin.csv": (ACTION_COLUMNS, [
        (f"l1,{FINE}", None),
        (f"l2,josé,play,{MARCH},1,0.5,true", "not UTF-8"),
        (f"l3,{FINE}", None),
    ]),
    "files/actions/long.csv": (ACTION_COLUMNS, [
        (f"o1,{FINE}", None),
        (f"o2,{'a' * 2_200_000},play,{MARCH},1,0.5,true", "longer than 2 MB"),
        (f"o3,{FINE}", None),
    ]),
    "files/actions/values.csv": (ACTION_COLUMNS, [
        (f"v1, ,play,{MARCH},1,0.5,true", "user_id is missing"),
        (f"v2,ana,,{MARCH},1,0.5,true", "action_type is missing"),
        ("v3,ana,play,,1,0.5,true", "acted_at is missing"),
        ("v4,ana,play,yesterday,1,0.5,true", NO_TIME),
        ("v5,ana,play,2025-02-30 10:00:00,1,0.5,true", NO_TIME),
        ("v6,ana,play,2099-01-01 10:00:00,1,0.5,true", IMPLAUSIBLE),
        ("v7,ana,play,1999-12-31 23:59:59,1,0.5,true", IMPLAUSIBLE),
        ("v8,ana,play,-60,1,0.5,true", NO_TIME),
        (f"v9,ana,play,{MARCH},0,0.5,true", "action_count is below 1"),
        (f"v10,ana,play,{MARCH},1.5,0.5,true", "action_count is not a whole number"),
        (f"v11,ana,play,{MARCH},1,1.5,true", None),
        (f"v12,ana,play,{MARCH},1,high,true", None),
        (f",{FINE}", "action_id is missing"),
        (f"v14,ana,play,{MARCH},,,", None),
        (f"v15,ana,play,{MARCH},{2**63 - 1},0.5,true", "action_count is above 1,000,000,000"),
        ("v16,ana,play,04/03/2026 10:00,1,0.5,true", NO_TIME),
    ]),
    "files/enrollments.csv": ("user_id,course_id,outcome,final_grade", [
        ("ana,course,gone,0.5", None),
        ("ben,course,failed,0.4", None),
    ]),
    "act_mooc/mooc_actions.tsv": ("ACTIONID\tUSERID\tTARGETID\tTIMESTAMP", [
        ("0\t0\t0\t0.000", None),
        ("one\t0\t0\t1.000", f"ACTIONID {NO_NUMBER}"),
        ("2\tzero\t0\t2.000", f"USERID {NO_NUMBER}"),
        ("3\t0\tzero\t3.000", f"TARGETID {NO_NUMBER}"),
        ("4\t0\t0\tsoon", SECONDS),
        ("5\t0\t0\t-1.000", "TIMESTAMP is negative"),
        ("6\t0\t0\t99999999999.000", "TIMESTAMP is outside the plausible range"),
        ("7\t0\t0\t7.500", SECONDS),
        ("8\t0\t0", "too few fields"),
        ("9\t0\t0\t9.000\t9", "too many fields"),
        ("10\t0\t0\t10.000", None),
    ]),
    "act_mooc/mooc_action_labels.tsv": ("ACTIONID\tLABEL", [
        ("0\t0", None),
        ("10\t2", "LABEL is not 0 or 1"),
        ("x\t1", f"ACTIONID {NO_NUMBER}"),
        ("10\t1\t1", "too many fields"),
        ("10", "too few fields"),
    ]),
    "act_mooc/mooc_action_features.tsv": ("ACTIONID\tFEATURE0\tFEATURE1\tFEATURE2\tFEATURE3", [
        ("0\t-0.3\t-0.4\t0.1\t-0.06", None),
        ("10\t-0.3\tmany\t0.1\t-0.06", "a FEATURE is not a number"),
        ("-1\t-0.3\t-0.4\t0.1\t-0.06", f"ACTIONID {NO_NUMBER}"),
    ]),
}  # fmt: skip
CONTENTS = {
    name: csv_text(header, *(row for row, _ in rows)).encode(
        "latin-1" if "latin" in name else "utf-8"
    )
    for name, (header, rows) in BAD_ROWS.items()
}
REASONS = {
    name: [(number, reason) for number, (_, reason) in enumerate(rows, start=1) if reason]
    for name, (_, rows) in BAD_ROWS.items()
}
# Rows of one action_id: the first file is delivered twice, and m2 once more with other content.
DELIVERED = csv_text(ACTION_COLUMNS, f"m1,{FINE}", f"m2,{FINE}")
CORRECTED = csv_text(ACTION_COLUMNS, f"m2,ana,pause,{MARCH},1,0.5,true")
NULL = "\x1e"
M2_MICROSECONDS = 1740823200000000


@pytest.fixture(scope="module")
def bad_rows_build(tmp_path_factory) -> Place:
    """One build of two sources with every kind of bad row."""
    place = Place(tmp_path_factory.mktemp("bad_rows"), "files,act_mooc")
    for name, content in CONTENTS.items():
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
    found = bad_rows_build.rows(
        "select record_number, reject_reason from quality.rejected_rows "
        f"where source_file = '{name}' order by record_number"
    )
    assert found == REASONS[name]


def test_a_rejected_row_shows_what_the_file_holds(bad_rows_build):
    assert bad_rows_build.rows(
        "select raw_text from quality.rejected_rows "
        "where source_file = 'files/actions/fields.csv' order by record_number"
    ) == [("f2,ana,play,2025-03-01 10:00:00,1,0.5,true,more",), ("f3,ana,play",)]


def test_good_rows_beside_bad_ones_are_kept(bad_rows_build):
    kept = bad_rows_build.rows(
        "select source_name, list(action_id order by action_id) from marts.fct_actions group by all"
    )
    files = ["f1", "f4", "f5", "l1", "l3", "m1", "m2", "o1", "o3", "q1", "v11", "v12", "v14"]
    assert dict(kept) == {"act_mooc": ["0", "10"], "files": files}


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
            assert rejected_count == len(REASONS[name]), name
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
    for name, content in CONTENTS.items():
        if name.startswith("act_mooc/"):
            place.write(f"{name}.gz", gzip.compress(content))
    place.build("rejected_rows")
    rejected = (
        "select replace(source_file, '.gz', ''), record_number, reject_reason, raw_text "
        "from quality.rejected_rows where source_name = 'act_mooc' order by all"
    )
    assert place.rows(rejected) == bad_rows_build.rows(rejected)


def test_an_act_mooc_file_both_plain_and_gzipped_stops_the_build(tmp_path):
    place = Place(tmp_path, "act_mooc")
    for name, content in CONTENTS.items():
        if name.startswith("act_mooc/"):
            place.write(name, content)
    folder = place.write("act_mooc/mooc_actions.tsv.gz", b"").parent.as_posix()
    assert place.refused() == [
        f"{folder}/mooc_actions.tsv and {folder}/mooc_actions.tsv.gz: "
        "the same table twice; keep one of them"
    ]
