"""The raw files of the simulated learners are as real systems write them, traps included."""

import csv
import gzip
import io
import json
from collections import Counter
from datetime import datetime

import pandas as pd
import pytest
from conftest import PROJECT

from scripts.command_line import main
from scripts.dev.simulate.raw import edx, moodle, moodle_report
from scripts.dev.simulate.raw.forms import FORMS
from scripts.dev.simulate.raw.plan import PERSONAL_TEXTS, plan
from scripts.dev.simulate.sample import SEED, sample_files

WITH_PEOPLE = ("edx", "xapi", "moodle", "moodle_report")


@pytest.fixture(scope="module")
def simulated():
    return plan(SEED)


@pytest.fixture(scope="module")
def simulated_again():
    return plan(SEED)


@pytest.fixture(scope="module")
def others_simulated():
    return plan(SEED + 1)


@pytest.fixture(scope="module")
def written(simulated):
    """What each form writes, by its name."""
    return {name: form.write(simulated) for name, form in FORMS.items()}


@pytest.fixture(scope="module")
def planted(simulated) -> Counter:
    """How often each action was planted."""
    return Counter(entry.action.step.action_type for entry in simulated.entries)


def texts_of(written) -> dict[str, str]:
    """Each file as text."""
    return {
        name: (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8-sig")
        for name, content in written.files.items()
    }


def rows_of(written, name: str) -> pd.DataFrame:
    separator = "\t" if name.endswith(".tsv") else ","
    return pd.read_csv(io.BytesIO(written.files[name]), sep=separator)


@pytest.fixture(scope="module")
def events(written) -> list[dict]:
    """The different edX events; a line may have a prefix, and one that is no JSON is left out."""
    lines = {
        line[line.index("{") :]: None
        for text in texts_of(written["edx"]).values()
        for line in text.splitlines()
        if "{" in line
    }
    return [event for event in map(parsed, lines) if event is not None]


@pytest.fixture(scope="module")
def statements(written) -> list[dict]:
    """All xAPI statements, repeated ones too."""
    found: list[dict] = []
    for text in texts_of(written["xapi"]).values():
        for value in map(parsed, text.splitlines()):
            batch = value if isinstance(value, list) else [value]
            for one in batch:
                found += one["statements"] if one and "statements" in one else [one]
    return [statement for statement in found if statement]


def parsed(line: str):
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None


def course_of(event: dict) -> str:
    """The course of an edX event, wherever it stands."""
    payload = event["event"] if isinstance(event["event"], dict) else {}
    found = event["context"].get("course_id") or payload.get("course_id")
    for address in (event["event_type"], event["page"] or ""):
        if not found and "/courses/" in address:
            parts = address.split("/courses/")[1].split("/")
            found = parts[0] if "+" in parts[0] else "/".join(parts[:3])
    return found or ""


@pytest.mark.parametrize("name", FORMS)
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(
    written, simulated_again, others_simulated, name
):
    assert FORMS[name].write(simulated_again) == written[name]
    assert FORMS[name].write(others_simulated).files != written[name].files


def test_the_files_of_the_contract_are_the_sample(written):
    sample, _ = sample_files(SEED)
    assert written["files"].files == {
        name.removeprefix("sample_"): content for name, content in sample.items()
    }


def test_the_command_writes_where_each_source_looks(tmp_path):
    names = ["files", "act_mooc", "oulad", "edx", "xapi", "moodle"]
    assert main(["simulate-raw", ",".join(names), "--out", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    assert len(list(tmp_path.glob("edx/tracking/2025/*/*/*.log.gz"))) > 50
    assert len(list(tmp_path.glob("xapi/statements/*.jsonl"))) == 4
    assert (tmp_path / "moodle/mdl_logstore_standard_log.csv").exists()
    assert not (tmp_path / "moodle/logs").exists()


@pytest.mark.parametrize("forms", ["moodle,moodle_report", "edx,kdd"])
def test_what_cannot_be_written_is_one_line_and_exit_2(tmp_path, capsys, forms):
    assert main(["simulate-raw", forms, "--out", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", FORMS)
def test_what_is_carried_is_known_to_the_source_files(simulated, name):
    seed = pd.read_csv(PROJECT / "seeds/action_types.csv").query("source_name == 'files'")
    words = {row["action_type"] for row in FORMS[name].carried(simulated)["actions"]}
    assert words <= {*seed["action_type"], "unlabelled"}


def test_the_table_of_what_is_carried_is_that_of_the_writers():
    table = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in (PROJECT / "docs/formats.md").read_text().splitlines()
        if line.startswith("| ")
    ]
    assert table[0] == ["action", *FORMS]
    for action, *cells in table[1:]:
        words = [form.WORDS.get(action, ()) for form in FORMS.values()]
        assert cells == [" + ".join(found) or "-" for found in words], action
    assert {row[0] for row in table[1:]} == set(FORMS["files"].WORDS)


@pytest.mark.parametrize("name", FORMS)
def test_carried_ids_are_those_of_the_form(simulated, name):
    found, tables = FORMS[name].ids(simulated), FORMS[name].carried(simulated)
    for values in (found.users, found.courses, found.activities):
        assert len(set(values.values())) == len(values)
    actions = pd.DataFrame(tables["actions"])
    assert set(actions["user_id"]) <= set(found.users.values())
    assert set(actions["course_id"]) == set(found.courses.values())
    assert set(actions["activity_id"].dropna()) <= set(found.activities.values())


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_files_of_people_hold_personal_texts(written, name):
    text = "".join(texts_of(written[name]).values())
    assert sum(part in text for part in PERSONAL_TEXTS) >= 2


def test_edx_broken_lines_are_counted(written):
    lines = [
        line[line.index("{") :]
        for text in texts_of(written["edx"]).values()
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]
    whole = [line for line in lines if parsed(line)]
    assert len(lines) - len(whole) == written["edx"].broken_count > 10
    assert len(whole) - len(set(whole)) == written["edx"].repeated_count > 100


def test_edx_events_are_the_planted_actions(events, planted):
    found = Counter((event["event_source"], event["event_type"]) for event in events)
    assert found["server", "problem_check"] == planted["problem_submitted"]
    assert found["browser", "problem_check"] == planted["problem_submitted"]
    assert found["browser", "page_close"] == planted["page_closed"]
    assert found["server", "edx.course.enrollment.activated"] == planted["enrolled"]
    for word in ("play_video", "pause_video", "seek_video"):
        assert found["browser", word] + found["mobile", word] == planted[word]
        assert found["mobile", word] > 10


def test_edx_payloads_are_text_objects_and_lists(events):
    kinds = {
        (event["event_source"], event["event_type"]): type(event["event"])
        for event in events
        if not event["event_type"].startswith("/")
    }
    assert kinds["browser", "play_video"] is str
    assert kinds["server", "problem_check"] is dict
    assert kinds["browser", "problem_graded"] is list
    assert {"", "{}"} == {e["event"] for e in events if e["event_type"] == "page_close"}


def test_edx_courses_stand_in_several_places_and_in_both_styles(events):
    found = {course_of(event) for event in events if event["event_type"] != "/logout"}
    assert found == set(edx.COURSE_KEYS.values())
    blank = [event for event in events if not event["context"].get("course_id")]
    assert {event["event_source"] for event in blank} == {"browser", "server"}
    assert any(event["event_type"].startswith("/courses/") for event in blank)


def test_edx_learners_stand_in_the_payload_of_enrollments(events):
    activated = [e for e in events if e["event_type"] == "edx.course.enrollment.activated"]
    differing = [e for e in activated if e["context"].get("user_id") != e["event"]["user_id"]]
    assert 0 < len(differing) < len(activated)
    assert {type(e["context"].get("user_id")) for e in events} == {int, str, type(None)}


def test_edx_mobile_events_come_late(events):
    late = [
        datetime.fromisoformat(event["context"]["received_at"])
        - datetime.fromisoformat(event["time"])
        for event in events
        if event["event_source"] == "mobile"
    ]
    assert max(late).days == 3
    assert min(late).total_seconds() == 1


def test_xapi_broken_and_repeated_lines_are_counted(written, statements):
    lines = [line for t in texts_of(written["xapi"]).values() for line in t.splitlines()]
    assert sum(parsed(line) is None for line in lines) == written["xapi"].broken_count == 2
    times = Counter(statement["id"] for statement in statements)
    voiding = [s for s in statements if s["verb"]["id"].endswith("/voided")]
    void = {s["id"] for s in voiding} | {s["object"]["id"] for s in voiding}
    again = {statement_id: count - 1 for statement_id, count in times.items() if count > 1}
    assert void & again.keys()
    repeated = sum(count for statement_id, count in again.items() if statement_id not in void)
    assert repeated == written["xapi"].repeated_count


def test_xapi_submits_are_those_of_groups_and_of_single_questions(statements, planted):
    voided = {s["object"]["id"] for s in statements if s["verb"]["id"].endswith("/voided")}
    kept = {s["id"]: s for s in statements if s["id"] not in voided}.values()
    evaluated = [s for s in kept if s["verb"]["id"].endswith("/evaluated")]
    submits = [s for s in evaluated if "grouping" not in s["context"]["contextActivities"]]
    assert len(submits) == planted["problem_submitted"] < len(evaluated)
    kinds = Counter(s["object"]["objectType"] for s in submits)
    assert min(kinds["GroupActivity"], kinds["Activity"]) > 100


def test_xapi_voids_come_before_and_after_what_they_void(statements):
    position = {s["id"]: number for number, s in reversed(list(enumerate(statements)))}
    voids = [s for s in statements if s["verb"]["id"].endswith("/voided")]
    assert {position[s["id"]] < position[s["object"]["id"]] for s in voids} == {True, False}


def test_xapi_registrations_are_more_than_enrollments(statements, planted):
    modes = Counter(
        s["object"]["definition"]["extensions"]["https://w3id.org/xapi/acrossx/extensions/type"]
        for s in {s["id"]: s for s in statements}.values()
        if s["verb"]["id"].endswith("/registered") and "extensions" in s["object"]["definition"]
    )
    assert modes["audit"] == planted["enrolled"]
    assert 0 < modes["verified"] < modes["audit"]


def test_xapi_actors_and_times_are_named_in_several_ways(statements):
    actors = {key for s in statements for key in s["actor"]}
    assert {"account", "mbox", "mbox_sha1sum"} <= actors
    assert 0 < sum("timestamp" not in s for s in statements) < len(statements) / 10


def test_moodle_has_the_columns_of_the_log_table(written):
    log = rows_of(written["moodle"], "mdl_logstore_standard_log.csv")
    assert ",".join(log.columns) == (
        "id,eventname,component,action,target,objecttable,objectid,crud,edulevel,contextid,"
        "contextlevel,contextinstanceid,userid,courseid,relateduserid,anonymous,other,"
        "timecreated,origin,ip,realuserid"
    )
    parts = "\\" + log["component"] + "\\event\\" + log["target"] + "_" + log["action"]
    assert (log["eventname"] == parts).all()
    assert log["id"].is_unique
    assert not log["timecreated"].is_monotonic_increasing


def test_moodle_rows_are_the_planted_actions_and_others(written, planted):
    log = rows_of(written["moodle"], "mdl_logstore_standard_log.csv")
    is_learner = (log["userid"] > 1_000) & log["realuserid"].isna() & (log["anonymous"] == 0)
    found = Counter(log[is_learner]["eventname"])
    assert found["\\mod_page\\event\\course_module_viewed"] == planted["play_video"]
    assert found["\\mod_quiz\\event\\attempt_submitted"] == planted["problem_submitted"]
    assert found["\\mod_forum\\event\\post_created"] == planted["post_created"]
    assert found["\\mod_forum\\event\\assessable_uploaded"] == planted["post_created"]
    assert found["\\core\\event\\course_viewed"] == planted["course_home_viewed"]
    assert {-1, moodle.TEACHER, 1, 2} <= set(log["userid"])
    assert log["realuserid"].notna().sum() > 50
    assert (log["anonymous"] == 1).sum() == planted["survey_answered"]
    assert {"web", "cli"} == set(log["origin"])


def test_moodle_other_is_json_or_serialized_php(written):
    log = csv.DictReader(io.StringIO(texts_of(written["moodle"])["mdl_logstore_standard_log.csv"]))
    starts = {row["other"][:2] for row in log}
    assert {"nu", "N;", '{"', "a:"} == starts


def test_moodle_roster_lacks_those_who_were_taken_off(simulated, written):
    roster = rows_of(written["moodle"], "mdl_user_enrolments.csv")
    log = rows_of(written["moodle"], "mdl_logstore_standard_log.csv")
    deleted = log[log["eventname"] == "\\core\\event\\user_enrolment_deleted"]
    assert len(roster) == len(simulated.journeys) - len(deleted)
    assert len(deleted) > 5


def test_moodle_report_is_newest_first_and_names_people_but_no_nameless_answers(written, simulated):
    rows = 0
    for name, text in texts_of(written["moodle_report"]).items():
        report = list(csv.DictReader(io.StringIO(text)))
        assert written["moodle_report"].files[name].startswith(b"\xef\xbb\xbf")
        times = [datetime.strptime(row["Time"], "%d/%m/%y, %H:%M") for row in report]
        assert times == sorted(times, reverse=True)
        assert not any(row["Time"].startswith("0") for row in report)
        assert any(" as Planted Person" in row["User full name"] for row in report)
        rows += len(report)
    log = rows_of(FORMS["moodle"].write(simulated), "mdl_logstore_standard_log.csv")
    assert rows == ((log["courseid"] > 0) & (log["anonymous"] == 0)).sum()
    assert set(moodle_report.WORDS) == set(moodle.WORDS)


def test_act_mooc_labels_bear_the_id_of_the_last_tied_row(written, simulated):
    actions = rows_of(written["act_mooc"], "mooc_actions.tsv")
    labels = rows_of(written["act_mooc"], "mooc_action_labels.tsv")
    assert actions["ACTIONID"].tolist() == list(range(len(actions)))
    assert actions["TIMESTAMP"].is_monotonic_increasing
    assert actions.groupby("USERID").size().min() >= 5
    assert len(labels) == len(actions) > labels["ACTIONID"].nunique()
    label = actions["ACTIONID"].map(labels.groupby("ACTIONID")["LABEL"].max()).fillna(0)
    leavers = actions[label == 1]
    last = actions.groupby("USERID")["ACTIONID"].max()
    assert (leavers["ACTIONID"] == leavers["USERID"].map(last)).all()
    outcomes = pd.DataFrame(FORMS["act_mooc"].carried(simulated)["enrollments"])
    assert len(leavers) == (outcomes["outcome"] == "dropped_out").sum() > 10


def test_act_mooc_features_tell_the_kind_of_a_target(written):
    features = rows_of(written["act_mooc"], "mooc_action_features.tsv")
    columns = features[["FEATURE0", "FEATURE1", "FEATURE2"]]
    assert ((columns > columns.min() + 0.25).sum(axis=1) == 1).all()
    assert features.drop(columns="ACTIONID").mean().abs().max() < 1e-9


def test_oulad_clicks_are_all_there_if_equal_rows_are_added(written, planted):
    clicks = rows_of(written["oulad"], "studentVle.csv")
    carried = sum(planted[action] for action in FORMS["oulad"].WORDS)
    assert clicks["sum_click"].sum() == carried
    assert clicks.drop_duplicates()["sum_click"].sum() < carried
    assert b'""' in written["oulad"].files["vle.csv"]
