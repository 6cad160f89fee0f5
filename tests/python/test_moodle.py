"""Moodle: whose act a row of the log is, in both forms; what is no learner's act is rejected."""

import pytest
from conftest import Place, csv_text
from moodle_logs import EVENTS, SECRETS, ZONE, log_text, report_text
from privacy import assert_nowhere

LOG = "moodle/mdl_logstore_standard_log.csv"
REPORT = "moodle/logs/logs_SQL101_20251001-1000.csv"
TABLES = {
    "course": [
        "id,fullname,shortname,category,format,startdate,enddate,enablecompletion",
        "1,Site,Site,0,site,0,0,0",
        '7,"SQL, from the start",SQL101,3,topics,1756684800,0,1',
        "8,Art,ART,3,topics,1756684800,0,0",
    ],
    "course_modules": [
        "id,course,module,instance,section,added,visible,completion,deletioninprogress",
        "45,7,16,3,1,1756684800,1,0,0",
        "46,7,1,4,1,1756684800,1,0,0",
        "47,7,9,5,1,1756684800,1,0,0",
        "49,7,30,6,1,1756684800,0,0,0",
        "50,7,12,7,1,1756684800,1,0,0",
        "51,7,16,8,1,1756684800,1,0,1",
        "52,7,16,9,1,1756684800,0,0,0",
    ],
    "modules": ["id,name", "16,quiz", "1,assign", "9,feedback", "12,label", "30,attendance"],
    "enrol": ["id,courseid,enrol,status", "3,7,manual,0", "4,7,self,0", "5,8,manual,0"],
    "user_enrolments": [
        "enrolid,userid,status,timestart,timeend,timecreated",
        "3,5,0,0,0,1756598400",
        "4,5,0,1756512000,2147483647,1756598400",
        "3,6,1,0,0,1756598400",
        "3,2,0,0,0,1756598400",
        "5,6,0,0,0,1756598400",
    ],
    "course_completions": [
        "userid,course,timeenrolled,timestarted,timecompleted",
        "5,7,0,0,1756720000",
        "6,7,0,0,",
        "6,8,0,0,1756720000",
    ],
    "grade_items": [
        "id,courseid,itemtype,grademin,grademax,gradepass",
        "9,7,course,10,60,0",
        "10,7,mod,0,10,0",
    ],
    "grade_grades": ["itemid,userid,finalgrade", "9,5,35", "9,6,NULL", "10,6,10"],
}


def write_moodle(place: Place, log: str | bytes, name: str = LOG) -> None:
    """The log table with the small tables beside it."""
    place.write(name, log)
    for table, lines in TABLES.items():
        place.write(f"moodle/mdl_{table}.csv", csv_text(*lines))


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
    place.dbt(
        "build",
        *["--exclude", "tag:published_figures", "test_type:unit"],
        moodle_report_time_zone=ZONE,
    )
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
    (22, "no learner"),
    (23, "done by a task, no learner at work"),
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
    assert rejected(report_build) == [row for row in REJECTED if row[0] != 17] + [
        (24, "no learner")
    ]


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
    assert moodle_build.rows(
        """select action_type from marts.fct_actions where not is_engagement order by all"""
    ) == [
        ("core.course_completed",),
        ("core.user_enrolment_created",),
        ("core.user_enrolment_deleted",),
        ("core.user_graded",),
        ("mod_assign.submission_graded",),
        ("mod_forum.assessable_uploaded",),
        ("mod_quiz.attempt_abandoned",),
        ("mod_quiz.attempt_graded",),
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
    assert moodle_build.rows(
        "select course_id, activity_id, activity_type from marts.dim_activities order by all"
    ) == [
        ("7", "45", "quiz"),
        ("7", "46", "assign"),
        ("7", "47", "feedback"),
        ("7", "48", "forum"),
        ("7", "49", "attendance"),
    ]


def test_courses_are_without_the_front_page(moodle_build):
    assert moodle_build.rows(
        """select course_id, course_name, starts_at::varchar, ends_at
        from marts.dim_courses order by all"""
    ) == [
        ("7", "SQL, from the start", "2025-09-01 00:00:00", None),
        ("8", "Art", "2025-09-01 00:00:00", None),
    ]


@pytest.mark.parametrize("build", ["moodle_build", "report_build"])
def test_no_personal_data_is_left_anywhere(request, build):
    assert_nowhere(request.getfixturevalue(build), SECRETS)
