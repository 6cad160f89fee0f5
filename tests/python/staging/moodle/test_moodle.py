"""Moodle: whose act a row of the log is, in both forms; what is no learner's act is rejected."""

import csv
import gzip
from pathlib import Path

import pytest
from conftest import CHAIN_OF_ACTIONS, PROJECT, UNTESTED, Place, csv_text
from dbt.cli.main import dbtRunner
from moodle_logs import COLUMNS, EVENTS, REPORT_COLUMNS, SECRETS, ZONE, log_text, report_text
from privacy import assert_nowhere

LOG = "moodle/mdl_logstore_standard_log.csv"
REPORT = "moodle/logs/logs_SQL101_20251001-1000.csv"
# The small tables of the site: two courses, their activities, and who is enrolled, done and graded.
TABLES = {
    file.stem: file.read_text() for file in sorted(Path(__file__).with_name("tables").glob("*.csv"))
}


def write_moodle(place: Place, log: str | bytes, name: str = LOG) -> None:
    """The log table with the small tables beside it."""
    place.write(name, log)
    for table, text in TABLES.items():
        place.write(f"moodle/mdl_{table}.csv", text)


@pytest.fixture(scope="module")
def moodle_build(tmp_path_factory) -> Place:
    """The log table and its small tables, built whole."""
    place = Place(tmp_path_factory.mktemp("moodle"), "moodle")
    write_moodle(place, log_text())
    place.dbt("build", "--exclude", "tag:published_figures", "test_type:unit")
    return place


@pytest.fixture(scope="module")
def report_build(tmp_path_factory) -> Place:
    """The same log as the downloaded report, alone, built whole."""
    place = Place(tmp_path_factory.mktemp("report"), "moodle")
    place.write(REPORT, report_text())
    untested = ["--exclude", "tag:published_figures", "test_type:unit"]
    place.dbt("build", *untested, moodle_report_time_zone=ZONE)
    return place


def actions(place: Place) -> list[tuple]:
    """User, minute, action type and activity, in the order of time."""
    return place.rows(
        """select user_id, date_diff('minute', timestamp '2025-09-01 08:00:00', acted_at),
            action_type, activity_id from marts.fct_actions order by acted_at, sequence"""
    )


ANA, BOB, CLEO = "5", "6", "8"
ACTIONS = [
    (ANA, 0, "core.course_viewed", None),
    (ANA, 1, "mod_quiz.course_module_viewed", "45"),
    (ANA, 2, "mod_quiz.attempt_started", "45"),
    (BOB, 3, "mod_quiz.attempt_submitted", "45"),
    (ANA, 5, "mod_quiz.attempt_abandoned", "45"),
    (ANA, 6, "mod_quiz.attempt_reviewed", "45"),
    (ANA, 7, "core.user_graded", None),
    (CLEO, 8, "core.user_enrolment_created", None),
    (CLEO, 9, "core.user_enrolment_deleted", None),
    (ANA, 10, "core.course_completed", None),
    (BOB, 11, "mod_assign.submission_graded", "46"),
    (ANA, 18, "mod_forum.post_created", "48"),
    (ANA, 18, "mod_forum.assessable_uploaded", "48"),
    (BOB, 19, "mod_*.course_module_viewed", "49"),
    (ANA, 20, "core.user_profile_viewed", None),
    (BOB, 21, "core.course_viewed", None),
    (BOB, 21, "core.course_viewed", None),
    (ANA, 24, "mod_quiz.attempt_graded", "45"),
    (ANA, 90, "core.course_viewed", None),
]


def test_a_row_belongs_to_its_learner_who_need_not_be_the_actor(moodle_build):
    assert actions(moodle_build) == ACTIONS


def test_a_report_gives_the_same_actions_where_its_sentences_name_the_learner(report_build):
    assert actions(report_build) == [row for row in ACTIONS if row[1] != 24]


REJECTED = [
    (4, "done by a task, no learner at work"),
    (12, "user is staff"),
    (13, "user is the guest account"),
    (14, "outside any course"),
    (15, "outside any course"),
    (16, "done by someone logged in as the user"),
    (17, "anonymous"),
    (22, "no user"),
    (23, "done by a task, no learner at work"),
    (25, "done by a task, no learner at work"),
]


def rejected(place: Place) -> list[tuple]:
    """Minute and reason of the rejected rows of the log, none of which shows its text."""
    return place.rows(
        """select
            date_diff('minute', timestamp '2025-09-01 08:00:00', acted_at), rejected.reject_reason
        from quality.rejected_rows as rejected
        inner join staging.stg_moodle__events using (table_name, record_number)
        where raw_text is null and table_name in ('log', 'report') order by all"""
    )


def test_what_is_no_act_of_a_learner_is_rejected_with_a_reason(moodle_build):
    assert rejected(moodle_build) == REJECTED


def test_a_report_rejects_the_same_rows_and_those_without_an_id(report_build):
    expected = [row for row in REJECTED if row[0] != 17] + [(24, "no user")]
    assert rejected(report_build) == sorted(expected)


@pytest.mark.parametrize("build", ["moodle_build", "report_build"])
def test_every_row_of_the_log_is_kept_or_rejected(request, build):
    place = request.getfixturevalue(build)
    row_count = len(EVENTS) - (build == "report_build")
    reasons = len(rejected(place))
    assert place.rows(
        """select raw_row_count, kept_row_count, duplicate_row_count, rejected_row_count
        from quality.row_ledger where table_name in ('log', 'report')"""
    ) == [(row_count, row_count - reasons, 0, reasons)]


def test_only_the_row_marked_as_engagement_counts(moodle_build):
    others = "select action_type from marts.fct_actions where not is_engagement order by all"
    assert [kind for (kind,) in moodle_build.rows(others)] == [
        *["core.course_completed", "core.user_enrolment_created", "core.user_enrolment_deleted"],
        *["core.user_graded", "mod_assign.submission_graded", "mod_forum.assessable_uploaded"],
        *["mod_quiz.attempt_abandoned", "mod_quiz.attempt_graded"],
    ]


def test_an_anonymous_row_is_never_attributed(moodle_build):
    assert moodle_build.rows(
        """select actor_id, related_user_id from staging.base_moodle__log where is_anonymous"""
    ) == [(None, None)]


def sessions(place: Place) -> list[tuple]:
    """The sessions but for their keys, which differ with the ids."""
    return place.rows(
        """select user_id, course_id, session_number, started_at, ended_at, action_count,
            activity_count, entry_activity_id, exit_activity_id
        from marts.fct_sessions order by all"""
    )


def test_both_forms_of_a_log_give_the_same_sessions(moodle_build, report_build):
    assert len(sessions(moodle_build)) == 3
    assert sessions(report_build) == sessions(moodle_build)


def test_enrollments_hold_who_left_and_no_staff(moodle_build):
    assert moodle_build.rows(
        """select course_id, user_id, enrolled_at::varchar, label, label_at::varchar, final_grade
        from intermediate.int_enrollments order by all"""
    ) == [
        ("7", ANA, "2025-08-30 00:00:00", "completed", "2025-09-01 09:46:40", 0.5),
        ("7", BOB, "2025-08-31 00:00:00", None, None, None),
        ("7", CLEO, "2025-09-01 08:08:00", None, None, None),
        ("8", BOB, "2025-08-31 00:00:00", None, None, None),
    ]


def test_a_report_tells_of_enrolment_and_completion(report_build):
    assert report_build.rows(
        """select course_id, user_id, enrolled_at::varchar, label, label_at::varchar
        from intermediate.int_enrollments order by all"""
    ) == [
        ("7", ANA, None, "completed", "2025-09-01 08:10:00"),
        ("7", BOB, None, None, None),
        ("7", CLEO, "2025-09-01 08:08:00", None, None),
    ]


def test_activities_are_those_to_be_opened_and_those_of_the_log(moodle_build):
    kinds = ["quiz", "assign", "feedback", "forum", "attendance"]
    assert moodle_build.rows(
        "select course_id, activity_id, activity_type from marts.dim_activities order by all"
    ) == [("7", str(number), kind) for number, kind in enumerate(kinds, start=45)]


def test_courses_are_without_the_front_page(moodle_build):
    assert moodle_build.rows(
        """select course_id, course_name, starts_at::varchar, ends_at
        from marts.dim_courses order by all"""
    ) == [
        ("7", "SQL, from the start", "2025-09-01 00:00:00", None),
        ("8", "Art", "2025-09-01 00:00:00", None),
    ]


def test_a_course_of_a_report_is_called_as_there(report_build):
    assert courses(report_build) == [("7", "SQL, from the start", "2025-10-01 08:00:00")]


@pytest.mark.thorough
@pytest.mark.parametrize("build", ["moodle_build", "report_build"])
def test_no_personal_data_is_left_anywhere(request, build):
    assert_nowhere(request.getfixturevalue(build), SECRETS)


STAGED = [f"stg_moodle__{table}" for table in ("actions", "courses", "activities", "enrollments")]
RESAVED = [name.replace("id", " ID").replace("created", "_Created") for name in COLUMNS]
FORMS = {
    "gzip": (f"{LOG}.gz", gzip.compress(log_text().encode()), {}),
    "words_for_null": (LOG, log_text("words"), {}),
    "resaved_headers": (LOG, log_text(columns=RESAVED), {}),
    "mysql": (LOG, log_text("mysql"), {"moodle_csv_dialect": "mysql"}),
}


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_table_gives_the_same_rows(moodle_build, tmp_path, form):
    name, content, settings = FORMS[form]
    place = Place(tmp_path, "moodle")
    write_moodle(place, content, name)
    selected = [f"+{table}" for table in STAGED]
    place.dbt_with_own_parse("build", *UNTESTED, "--select", *selected, **settings)
    for table in STAGED:
        sql = f"select * exclude (source_file) from staging.{table} order by all"
        assert place.rows(sql) == moodle_build.rows(sql)


def test_the_prefix_of_the_tables_is_a_setting(tmp_path):
    place = Place(tmp_path, "moodle")
    place.write("moodle/xyz_logstore_standard_log.csv", log_text())
    place.dbt_with_own_parse(
        *["build", *UNTESTED, "--select", "+stg_moodle__actions"], moodle_table_prefix="xyz_"
    )
    assert place.rows("select count(*) from staging.stg_moodle__actions") == [(len(ACTIONS),)]


@pytest.mark.thorough
@pytest.mark.parametrize("form", [{"has_seconds": True}, {"is_site_wide": True}])
def test_every_form_of_the_report_gives_the_same_sessions(report_build, tmp_path, form):
    place = Place(tmp_path, "moodle")
    place.write(REPORT, report_text(**form))
    place.dbt(*CHAIN_OF_ACTIONS, "+fct_sessions", moodle_report_time_zone=ZONE)
    assert sessions(place) == sessions(report_build)
    assert rejected(place) == rejected(report_build)


def test_an_event_in_two_downloads_is_one_action(report_build, tmp_path):
    place = Place(tmp_path, "moodle")
    place.write(REPORT, report_text())
    lines = report_text().splitlines()
    # The earlier download ends before the last event, and in it a course has got another title.
    earlier = csv_text(lines[0], *lines[2:]).replace("my forum words", "once named otherwise")
    place.write("moodle/logs/2025/logs_SQL101_20250901-1000.csv", earlier)
    place.dbt(*CHAIN_OF_ACTIONS, moodle_report_time_zone=ZONE)
    assert actions(place) == actions(report_build)
    assert place.rows(
        "select sum(duplicate_row_count) from quality.row_ledger where table_name = 'report'"
    ) == [(len(ACTIONS) - 2,)]


def courses(place: Place) -> list[tuple]:
    """Id, name and end of observation of the courses."""
    return place.rows(
        """select course_id, course_name, observed_until::varchar
        from staging.stg_moodle__courses order by all"""
    )


def report_of(*rows: str, is_site_wide: bool = False, who: str = "Ana|-") -> str:
    """A report of rows `time|component|event|description`, site-wide with the course in front."""
    lines = ["Course," * is_site_wide + ",".join(REPORT_COLUMNS)]
    for row in rows:
        *course, time, component, event, said = row.split("|")
        named = [*course, time, *who.split("|"), "Course: SQL", component, event, said]
        lines.append(",".join(f'"{field}"' for field in [*named, "web", "::1"]))
    return csv_text(*lines)


def staged_report(place: Place, *rows: str, name=REPORT, is_site_wide=False, **settings) -> list:
    """Time, course, action type, activity and user of what a report gives."""
    place.write(name, report_of(*rows, is_site_wide=is_site_wide))
    place.build("stg_moodle__actions", **settings)
    return place.rows(
        """select acted_at::varchar, course_id, action_type, activity_id, user_id
        from staging.stg_moodle__actions order by acted_at, sequence"""
    )


def test_a_name_counts_together_with_its_component(tmp_path):
    assert staged_report(
        Place(tmp_path, "moodle"),
        "1/09/25, 10:05|Survey|Survey response submitted|The user with id '5' submitted.",
        "1/09/25, 10:04|System|Comment created|The user with id '5' wrote.",
        "1/09/25, 10:03|Wiki|Comment created|The user with id '5' wrote.",
        "1/09/25, 10:02|Glossary|Comment created|The user with id '5' wrote.",
        "1/09/25, 10:01|Tile|Course module viewed|The user with id '5' viewed the 'tile' activity "
        "with course module id '60'.",
        "1/09/25, 10:01|File|Course module viewed|The user with id '5' viewed the 'resource' "
        "activity with course module id '61'.",
    ) == [
        ("2025-09-01 10:01:00", "SQL101", "mod_resource.course_module_viewed", "61", "5"),
        ("2025-09-01 10:01:00", "SQL101", "mod_*.course_module_viewed", "60", "5"),
        ("2025-09-01 10:02:00", "SQL101", "mod_glossary.comment_created", None, "5"),
        ("2025-09-01 10:03:00", "SQL101", "mod_wiki.comment_created", None, "5"),
        ("2025-09-01 10:04:00", "SQL101", "System / Comment created", None, "5"),
        ("2025-09-01 10:05:00", "SQL101", "mod_survey.response_submitted", None, "5"),
    ]


@pytest.mark.parametrize(
    ("label", "action_type"),
    [
        ("BigBlueButton|Meeting joined", "mod_bigbluebuttonbn.meeting_joined"),
        ("BigBlueButtonBN|BigBlueButtonBN meeting joined", "mod_bigbluebuttonbn.meeting_joined"),
        ("System|Grade item updated", "core.grade_item_updated"),
        ("Wiki|Wiki page version viewed", "mod_wiki.page_version_viewed"),
        ("Turnitin Assignment 2|Add Submission", "mod_turnitintooltwo.add_submission"),
        ("H5P|H5P content viewed", "core_h5p.h5p_viewed"),
        ("Interactive Content|Course module viewed", "mod_hvp.course_module_viewed"),
        ("Attendance|Attendance taken by student", "mod_attendance.attendance_taken_by_student"),
    ],
)
def test_labels_of_real_reports_are_known(label, action_type):
    with open(PROJECT / "seeds/moodle/moodle_events.csv", newline="") as stream:
        types = {
            f"{row['component_name']}|{row['event_name']}": row["action_type"]
            for row in csv.DictReader(stream)
        }
    assert types[label] == action_type


VIEWED = "|System|Course viewed|The user with id '5' viewed the course with id "
LISTED = "|System|User list viewed|The user with id '5' viewed the list of users."


def test_the_course_is_named_by_its_only_id_else_by_its_column_else_by_the_file(tmp_path):
    site_wide = staged_report(
        Place(tmp_path / "site", "moodle"),
        f"SQL101|1/09/25, 10:01{VIEWED}'7'.",
        f"SQL101|1/09/25, 10:02{LISTED}",
        f"ART|1/09/25, 10:03{VIEWED}'8'.",
        f"ART|1/09/25, 10:04{VIEWED}'9'.",
        f"-|1/09/25, 10:05{LISTED}",
        "SQL101|1/09/25, 10:06|System|Course restored|The user with id '2' restored old course "
        "with id '3' to a new course with id '7'.",
        name="moodle/logs/logs_Site_20250901-1000.csv",
        is_site_wide=True,
    )
    assert [row[1] for row in site_wide] == ["7", "7", "ART", "ART"]
    [other] = staged_report(
        Place(tmp_path / "other", "moodle"), f"1/09/25, 10:01{LISTED}", name="moodle/logs/sql.csv"
    )
    assert other[1] == "sql.csv"


def test_rows_without_a_column_course_have_the_course_that_they_name(tmp_path):
    place = Place(tmp_path, "moodle")
    enrolled = "|System|Course summary viewed|The user with id '5' viewed the summary of the "
    rows = [f"1/09/25, 10:01{VIEWED}'7'.", f"1/09/25, 10:02{VIEWED}'8'."]
    found = staged_report(place, *rows, f"1/09/25, 10:03{enrolled}course with id '8'.")
    assert [row[1] for row in found] == ["7", "8", "8"]
    report = place.write("moodle/logs/all.csv", report_of(*rows, f"1/09/25, 10:03{LISTED}"))
    assert place.refused() == [
        f"{report}: views of several courses (7 to 8) but no column Course, and 1 of 3 rows name "
        "no course; download it again with that column, or a report per course"
    ]


STAMPED = "moodle/logs/logs_{}_{}.csv"


def test_each_course_is_observed_as_long_as_its_reports_cover_it(tmp_path):
    place = Place(tmp_path, "moodle")
    reports = {
        # The stamp is later than the newest row, also of an older report; it is the reader's clock.
        ("SQL101", "20250902-0000"): [f"1/09/25, 10:01{VIEWED}'7'."],
        ("SQL101", "20250905-0130"): [f"1/09/25, 10:01{VIEWED}'7'."],
        # Staff's row is later than the stamp.
        ("ART", "20190901-0000"): [
            "2/09/25, 10:00|System|Course updated|The user with id '2' updated the course with "
            "id '8'.",
            f"1/09/25, 10:01{VIEWED}'8'.",
        ],
        # No plausible stamp.
        ("BIO", "20991301-0000"): [f"1/09/25, 10:01{VIEWED}'9'."],
        ("LAW", "20990101-0000"): [f"1/09/25, 10:01{VIEWED}'10'."],
    }
    for (course, stamp), rows in reports.items():
        place.write(STAMPED.format(course, stamp), report_of(*rows))
    place.write("moodle/mdl_course.csv", TABLES["course"])
    place.build("stg_moodle__courses", moodle_report_time_zone="Europe/Berlin")
    assert courses(place) == [
        ("10", "SQL", "2025-09-01 08:01:00"),
        ("7", "SQL, from the start", "2025-09-04 23:30:00"),
        ("8", "Art", "2025-09-02 08:00:00"),
        ("9", "SQL", "2025-09-01 08:01:00"),
    ]


def test_a_learner_who_is_only_named_is_the_one_id_of_that_name(tmp_path):
    place = Place(tmp_path, "moodle")
    nameless = "|Turnitin Assignment 2|Add Submission|User submitted to course: 7"
    graded = "|Quiz|Quiz attempt submitted|The attempt was submitted."
    files = {
        "a": (f"1/09/25, 10:01{VIEWED}'7'.", "Ana Planted|-"),
        "b": (f"1/09/25, 10:02{nameless}", "Ana Planted|-"),
        # Two people have this name, nobody has the next.
        "c": (f"1/09/25, 10:03{VIEWED}'7'.".replace("'5'", "'6'"), "Bob Planted|-"),
        "d": (f"1/09/25, 10:04{VIEWED}'7'.".replace("'5'", "'8'"), "Bob Planted|-"),
        "e": (f"1/09/25, 10:05{nameless}", "Bob Planted|-"),
        "f": (f"1/09/25, 10:06{nameless}", "Cleo Planted|-"),
        "g": (f"1/09/25, 10:07{nameless}", "-|-"),
        # The learner of this event is whom it affects.
        "h": (f"1/09/25, 10:08{graded}", "Tess Planted|Ana Planted"),
    }
    for name, (row, who) in files.items():
        place.write(f"moodle/logs/{name}.csv", report_of(row, who=who))
    place.build("stg_moodle__events")
    assert place.rows(
        """select left(parse_filename(source_file), 1), user_id, reject_reason
        from staging.stg_moodle__events order by all"""
    ) == [
        ("a", "5", None),
        ("b", "5", None),
        ("c", "6", None),
        ("d", "8", None),
        ("e", None, "named only"),
        ("f", None, "named only"),
        ("g", None, "no user"),
        ("h", "5", None),
    ]
    assert_nowhere(place, ["Planted"])


def test_one_course_of_two_names_and_one_log_in_two_courses_are_named(tmp_path):
    place = Place(tmp_path, "moodle")
    views = [f"1/09/25, 10:0{minute}{VIEWED}'7'." for minute in range(3)]
    place.write(STAMPED.format("SQL101", "20250902-0000"), report_of(*views))
    place.write(STAMPED.format("SQL2025", "20250903-0000"), report_of(views[0]))
    restored = [view.replace("'7'", "'12'") for view in views]
    place.write(STAMPED.format("COPY", "20250903-0000"), report_of(*restored))
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOC_USER_SALT", "a salt for tests")
        for name, value in place.environment.items():
            patch.setenv(name, value)
        patch.chdir(place.project)
        dbtRunner(callbacks=[lambda event: said.append(getattr(event.data, "msg", ""))]).invoke(
            ["--log-level", "none", "--log-level-file", "none", "build", *UNTESTED]
            + ["--select", "+stg_moodle__events"],
            vars={"sources": ["moodle"]},
        )
    assert [message for message in said if message.startswith("moodle: ")] == [
        "moodle: the course 7 has several names in the reports: SQL101, SQL2025; where they are "
        "several courses, take one report away",
        "moodle: the courses 12 and 7 share 3 views of the course page, as one that was restored "
        "with its log; take one away, or its learners count in both",
    ]


def test_times_are_read_in_the_zone_and_format_of_whoever_downloaded_them(tmp_path):
    found = staged_report(
        Place(tmp_path, "moodle"),
        *(f"11/2/25, 14:37:05{LISTED}", f"03/9/25, 14:37:05{LISTED}"),
        moodle_report_time_zone="America/New_York",
        moodle_report_time_format="%m/%d/%y, %H:%M",
    )
    assert [row[0] for row in found] == ["2025-03-09 18:37:05", "2025-11-02 19:37:05"]


def refused(place: Place, **settings) -> list[str]:
    """The sentences with which a build stops, before any table is made."""
    sentences = place.refused(**settings)
    assert not place.warehouse.exists() or place.tables() == {}
    return sentences


def test_a_log_in_neither_form_stops_the_build(tmp_path):
    place = Place(tmp_path, "moodle")
    place.write("moodle/mdl_course.csv", TABLES["course"])
    folder = (place.data / "moodle").as_posix()
    assert refused(place) == [
        f"{folder}/mdl_logstore_standard_log.csv: no such file; put it there (.csv, .csv.gz), or "
        f"downloaded reports below {folder}/logs/, "
        "or set MOOC_DATA_DIR to the folder that holds moodle/"
    ]


def test_a_log_in_both_forms_stops_the_build(tmp_path):
    place = Place(tmp_path, "moodle")
    log, report = place.write(LOG, log_text()), place.write(REPORT, report_text())
    assert refused(place) == [
        f"{log} and {report}: the same log twice; keep the table or the reports"
    ]


@pytest.mark.parametrize(
    ("time", "settings"),
    [
        ("13/09/25, 10:01", {"moodle_report_time_format": "%m/%d/%y, %H:%M"}),
        ("1 Sep, 10:01", {}),
        ("", {}),
    ],
)
def test_a_report_with_times_in_another_format_stops_the_build(tmp_path, time, settings):
    place = Place(tmp_path, "moodle")
    fit = f"1/09/25, 10:01{LISTED}"
    is_swapped = time.startswith("13")
    rows = [f"{time}{LISTED}", fit, fit] if is_swapped else [f"{time}{LISTED}"] * 2 + [fit]
    report = place.write(REPORT, report_of(*rows))
    time_format = settings.get("moodle_report_time_format", "%d/%m/%y, %H:%M")
    assert refused(place, **settings) == [
        f"{report}: {1 if is_swapped else 2} of 3 times do not fit the format {time_format}, "
        f'such as "{time}"; set moodle_report_time_format'
    ]


def test_a_time_that_is_none_is_a_rejected_row(tmp_path):
    place = Place(tmp_path, "moodle")
    times = ["1/09/25, 10:01", "2/09/25, 10:01", "3/09/25, 10:01", "29/02/25, 10:01", ""]
    kept = staged_report(place, *(f"{time}{LISTED}" for time in [*times, "1/09/45, 10:01"]))
    assert len(kept) == 3
    assert place.rows(
        """select record_number, reject_reason from staging.stg_moodle__events
        where reject_reason is not null order by record_number"""
    ) == [(4, "time is not a time"), (5, "no time"), (6, "time is outside the plausible range")]


def test_a_report_in_another_language_stops_the_build(tmp_path):
    place = Place(tmp_path, "moodle")
    report = place.write(REPORT, report_text().replace("Event name", "Ereignisname"))
    (said,) = refused(place)
    assert said.startswith(f"{report}: no column event_name in its header (Time, ")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("moodle_report_time_zone", "Mars", "expected an IANA name such as Europe/Berlin"),
        ("moodle_report_time_format", "%d %b, %H:%M", "expected a day and a year such as"),
        ("moodle_csv_dialect", "excel", "expected standard or mysql"),
        ("moodle_guest_user_id", "guest", "expected a whole number above 0"),
        ("moodle_site_course_id", 0, "expected a whole number above 0"),
    ],
)
def test_a_senseless_setting_stops_the_build(tmp_path, name, value, sentence):
    place = Place(tmp_path, "moodle")
    place.write(LOG, log_text())
    (said,) = refused(place, **{name: value})
    assert said.startswith(f"{name}: {sentence}")


BAD = [
    ({"id": "x"}, "id is not a whole number"),
    ({"timecreated": "5"}, "time is outside the plausible range"),
    ({"timecreated": "4102444800"}, "time is outside the plausible range"),
    ({"timecreated": "soon"}, "time is not a time"),
    ({"timecreated": "NULL"}, "no time"),
    ({"timecreated": "0"}, "no time"),
    ({"userid": "undefined"}, "no user"),
    ({"userid": "-1"}, "no user"),
    ({"target": ""}, "no event name"),
    ({"courseid": "", "userid": 5}, "outside any course"),
    ({"courseid": "1"}, "outside any course"),
    ({"userid": "0"}, "no user"),
    ({"anonymous": "yes"}, "anonymous"),
    ({"realuserid": "Tess"}, "done by someone logged in as the user"),
]


def test_a_bad_row_of_the_table_is_rejected_without_its_text(tmp_path):
    place = Place(tmp_path, "moodle")
    good = dict(zip(COLUMNS, log_text().splitlines()[1].split(","), strict=True))
    lines = [",".join(str(value) for value in (good | bad).values()) for bad, _ in BAD]
    unreadable = '20,"planted","203.0.113.7'
    place.write(LOG, csv_text(",".join(COLUMNS), ",".join(good.values()), *lines, unreadable))
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select record_number, reject_reason, raw_text from quality.rejected_rows order by all"
    ) == [
        *[(number, reason, None) for number, (_, reason) in enumerate(BAD, start=2)],
        (len(BAD) + 2, "a quote is not closed", None),
    ]
    assert_nowhere(place, ["planted", "203.0.113.7"])


def test_an_optional_value_that_cannot_be_used_costs_no_row(tmp_path):
    place = Place(tmp_path, "moodle")
    write_moodle(place, log_text())
    bad = {
        "course": ("1756684800,0,1", "soon,-5,x"),
        "course_modules": ("45,7,16", "45.0,7.0,?"),
        "user_enrolments": ("0,1756512000,2147483647,1756598400", "0,soon,x,99"),
        "course_completions": ("5,7,0,0,1756720000", "5,7,0,0,soon"),
        "grade_items": ("9,7,course,10,60", "9,7,course,10,high"),
        "grade_grades": ("9,6,NULL", "9,6,?"),
    }
    for table, (good, worse) in bad.items():
        assert good in TABLES[table]
        place.write(f"moodle/mdl_{table}.csv", TABLES[table].replace(good, worse))
    place.build("stg_moodle__raw_rows", *STAGED)
    assert place.rows(
        """select distinct reject_reason from staging.stg_moodle__raw_rows
        where table_name <> 'log' and reject_reason is not null"""
    ) == [("is the front page, no course",)]
    assert place.rows(
        """select enrolled_at::varchar, outcome, final_grade from staging.stg_moodle__enrollments
        where user_id = '5' and course_id = '7'"""
    ) == [("2025-08-31 00:00:00", "completed", None)]
    assert place.rows(
        "select activity_id, course_id from staging.stg_moodle__activities where activity_id = '45'"
    ) == [("45", "7")]


ROLES = {
    "role": ["id,archetype", "3,editingteacher", "5,student", "1,manager", "9,"],
    "context": [
        "id,contextlevel,instanceid",
        "10,10,0",
        "40,40,3",
        "41,40,4",
        "50,50,7",
        "51,50,8",
    ],
}


def staff(place: Place, *assignments: str) -> list[tuple]:
    """Course, user and basis of the staff, given roles as `roleid,contextid,userid`."""
    write_moodle(place, log_text())
    lines = ["roleid,contextid,userid", *assignments]
    for table, rows in {**ROLES, "role_assignments": lines}.items():
        place.write(f"moodle/mdl_{table}.csv", csv_text(*rows))
    place.build("stg_moodle__enrollments")
    return place.rows(
        "select course_id, user_id, basis from staging.stg_moodle__staff order by all"
    )


def test_a_role_decides_who_is_staff_and_else_what_they_do(tmp_path):
    # Ana teaches course 7, Bob manages the category of both courses and is a student of 7, Cleo
    # teaches elsewhere; Tess has no role any more, but has graded.
    assignments = ["3,50,5", "1,40,6", "5,50,6", "3,41,8"]
    place = Place(tmp_path, "moodle")
    expected = [("7", "2", "events"), ("7", ANA, "role"), ("8", BOB, "role")]
    assert staff(place, *assignments) == expected
    assert place.rows(
        "select distinct course_id, user_id from staging.stg_moodle__enrollments order by all"
    ) == [("7", BOB), ("7", CLEO)]


def test_who_manages_the_site_is_staff_and_a_student_who_authors_is_not(tmp_path):
    expected = [(course, ANA, "role") for course in ("1", "7", "8")]
    assert staff(Place(tmp_path, "moodle"), "1,10,5", "5,50,2") == expected
