"""The workbook says what its data can say, in the same bytes every time, and names nobody."""

import os
import re
import shutil
import time
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from conftest import Place
from lxml import etree

pytest.importorskip("scripts.tableau")
pytest.importorskip("tableauhyperapi")

from tableau_guard import Package
from tableau_guard.document_parts import parameters_of, sources_of
from tableau_guard.field_checks import expression_of

from scripts import places as named_places
from scripts.charts import learner_charts
from scripts.charts.colours import OTHERS
from scripts.charts.dashboards import DASHBOARDS, Band, Dashboard
from scripts.charts.measures import MEASURES, WORDS, is_key
from scripts.charts.questions import HOURS
from scripts.command_line import main
from scripts.environment import environment
from scripts.errors import UserError
from scripts.places import Places
from scripts.project_settings import project_settings
from scripts.tableau import contents
from scripts.tableau.fields import measure_formula, physical_column
from scripts.tableau.metadata import CAPTIONS
from scripts.tableau.workbook import LEFT_OUT, MODEL, WORKBOOK, write_tableau_folder

HARD_COURSES = {"sql": "sql", "a”b ”c”": 'a"b "c"', "All": "All"}
GOLDEN = Path(__file__).parent / "golden"
MEGABYTES, SECONDS = 15, 30


def places_of(place: Place, folder: Path) -> Places:
    """The warehouse of a build, and a folder for exports with its Parquet files."""
    parquet = folder / "parquet"
    parquet.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(place.warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'exports'"
        ).fetchall()
        for (table,) in tables:
            target = parquet / f"{table}.parquet"
            connection.execute(f"copy exports.{table} to '{target}' (format parquet)")
    return Places(place.warehouse, folder)


def document(package: Path) -> bytes:
    """The document at the root of a package."""
    with ZipFile(package) as files:
        [name] = [name for name in files.namelist() if "/" not in name]
        return files.read(name)


def root_of(places: Places) -> etree._Element:
    """The workbook of a folder of exports."""
    return etree.fromstring(document(places.exports / "tableau" / WORKBOOK))


def sheets(root: etree._Element) -> list[str]:
    """The names of the sheets."""
    return root.xpath("worksheets/worksheet/@name")


def filters(root: etree._Element) -> list[tuple[str, str]]:
    """Sheet and field of every filter on a sheet."""
    found = root.xpath("worksheets/worksheet//filter")
    return [
        (one.xpath("string(ancestor::worksheet/@name)"), one.get("column").split("].")[1])
        for one in found
    ]


def texts(element: etree._Element, begin: str = "") -> list[str]:
    """The texts of an element, run by run, or those that begin so."""
    return [run.text for run in element.iter("run") if run.text.startswith(begin)]


def rewritten(place: Place, folder: Path, sql: str = "", *values) -> Places:
    """What is made for Tableau of a copy of a build that is changed first."""
    copy = place.copied_to(folder)
    if sql:
        copy.execute(sql, *values)
    places = places_of(copy, folder / "exports")
    write_tableau_folder(places)
    return places


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Place:
    """A build of the files of the golden workbook."""
    place = Place(tmp_path_factory.mktemp("tiny"))
    shutil.copytree(GOLDEN / "files", place.data / "files")
    place.dbt("build", min_cell_size=1)
    return place


@pytest.fixture(scope="module")
def tiny_files(tiny) -> Places:
    """Its exports with all that Tableau opens."""
    places = Places(tiny.warehouse, tiny.exports)
    write_tableau_folder(places)
    return places


@pytest.fixture(scope="module")
def sample_files(sample_build, tmp_path_factory) -> Places:
    """The exports of the sample with all that Tableau opens."""
    places = places_of(sample_build, tmp_path_factory.mktemp("sample_workbook"))
    write_tableau_folder(places)
    return places


@pytest.fixture(scope="module")
def act_mooc_files(act_mooc_build, tmp_path_factory) -> tuple[Places, float]:
    """The exports of act-mooc with all that Tableau opens, and the seconds it took."""
    places = places_of(act_mooc_build, tmp_path_factory.mktemp("act_mooc_workbook"))
    started = time.monotonic()
    write_tableau_folder(places)
    return places, time.monotonic() - started


def test_the_workbook_of_a_small_data_set_is_the_one_that_was_reviewed(tiny_files):
    """With MOOC_ACCEPT_GOLDEN=1 the new one is taken as reviewed."""
    written = document(tiny_files.exports / "tableau" / WORKBOOK)
    golden = GOLDEN / "mooc_user_actions.twb"
    if os.environ.get("MOOC_ACCEPT_GOLDEN"):
        golden.write_bytes(written)
    assert written.decode() == golden.read_text("utf-8")


def test_the_same_build_gives_the_same_documents_and_members(tiny_files, tmp_path):
    again = Places(tiny_files.warehouse, tmp_path)
    shutil.copytree(tiny_files.exports / "parquet", tmp_path / "parquet")
    packages = write_tableau_folder(again)
    assert len(packages) == 9
    for package in packages:
        before = tiny_files.exports / "tableau" / package.name
        assert document(package) == document(before)
        with ZipFile(package) as new, ZipFile(before) as old:
            for one, other in zip(new.infolist(), old.infolist(), strict=True):
                assert (one.filename, one.date_time) == (other.filename, other.date_time)


def test_there_is_a_data_source_for_each_export_table_and_nothing_unfinished(tiny_files):
    folder = tiny_files.exports / "tableau"
    tables = {path.stem for path in (tiny_files.exports / "parquet").iterdir()}
    assert len(tables) == 7
    expected = {f"{table}.{ending}" for table in tables for ending in ("hyper", "tdsx")}
    expected |= {WORKBOOK, "mooc_model.tdsx"}
    assert {path.name for path in folder.iterdir()} == expected


def test_a_source_that_can_answer_all_has_all_dashboards_and_every_sheet_on_one(sample_files):
    root = root_of(sample_files)
    names = root.xpath("dashboards/dashboard/@name")
    assert names == ["Overview", "Engagement", "Completion", "Learners"]
    placed = root.xpath("dashboards//zone[@name and not(@type-v2)]/@name")
    assert sorted(placed) == sorted(sheets(root))
    assert {"Weekday by hour", "Completion by course", "At risk or struggling"} < set(placed)


def test_simulated_data_are_stamped_wherever_they_are_shown_and_real_ones_nowhere(
    sample_files, tiny_files
):
    for places, is_stamped in ((sample_files, True), (tiny_files, False)):
        root = root_of(places)
        titles = root.findall("worksheets/worksheet/layout-options/title")
        for shown in (*root.iterfind("dashboards/dashboard"), *titles):
            assert any("Simulated data" in text for text in texts(shown)) == is_stamped
        for package in (places.exports / "tableau").glob("*.tdsx"):
            told = etree.fromstring(document(package))
            captions = [told.get("formatted-name"), *told.xpath("//object/@caption")]
            assert {"(simulated data)" in caption for caption in captions} == {is_stamped}


def test_the_head_of_a_dashboard_gives_the_dates_of_what_it_counts(sample_build, sample_files):
    [(first, last)] = sample_build.rows(
        "select min(acted_on), max(acted_on) from exports.tableau_actions where is_engagement"
    )
    dates = f"{first:%-d %b %Y} to {last:%-d %b %Y}"
    assert any(dates in text for text in texts(root_of(sample_files).find("dashboards")))
    assert sample_build.rows("select min(acted_on) from exports.tableau_actions") < [(first,)]


def test_what_act_mooc_cannot_answer_is_said_in_one_line_and_not_shown(act_mooc_files):
    root = root_of(act_mooc_files[0])
    missing = {"Weekday by hour", "Actions by category", "Completion by course", "Sessions by day"}
    assert not missing & set(sheets(root))
    assert {"Sessions by course day", "Drop-out by course"} < set(sheets(root))
    boards = root.iterfind("dashboards/dashboard")
    said = {board.get("name"): texts(board, "Not shown") for board in boards}
    assert said["Overview"] == []
    assert said["Engagement"] == [
        "Not shown: Weekday by hour (act_mooc: times are relative to an unknown instant or whole "
        "days).",
        "Not shown: Actions by category (act_mooc: no action type has a category but other).",
    ]


def test_a_source_without_a_calendar_is_filtered_by_course_week(act_mooc_files, sample_files):
    def ranged(places):
        shared = root_of(places).xpath("//filter[@filter-group]")
        return {(item.get("class"), item.get("column").split("].")[1]) for item in shared}

    assert ranged(act_mooc_files[0]) == {
        ("categorical", "[none:course_week:ok]"),
        ("categorical", "[none:started_course_week:ok]"),
    }
    assert ranged(sample_files) == {
        ("quantitative", "[none:acted_on:qk]"),
        ("quantitative", "[none:started_on:qk]"),
        ("categorical", "[none:action_category:nk]"),
    }


def test_dates_filter_only_what_has_dates_and_the_head_says_whose_are_not_known(
    mixed_build, tmp_path
):
    hide_hours = f"""update quality.source_capabilities set answer = 'no'
        where source_name = 'files' and question = '{HOURS}'"""
    root = root_of(rewritten(mixed_build, tmp_path, hide_hours))
    filtered = {
        column: {sheet for sheet, field in filters(root) if f"[none:{column}:" in field}
        for column in ("acted_on", "course_week")
    }
    assert {"Active learners", "Actions"} <= filtered["course_week"]
    assert {"Active learners by day", "Weekday by hour"} <= filtered["acted_on"]
    assert not filtered["course_week"] & filtered["acted_on"]
    [(first, last)] = mixed_build.rows(
        """select min(acted_on), max(acted_on) from exports.tableau_actions
        where is_engagement and source_name = 'sample'"""
    )
    dates = f"{first:%-d %b %Y} to {last:%-d %b %Y} (dates of files are not known)"
    assert any(text.endswith(dates) for text in texts(root.find("dashboards")))


def test_a_parquet_file_that_no_export_table_has_is_to_be_deleted(tiny, tmp_path):
    places = places_of(tiny, tmp_path)
    left_over = tmp_path / "parquet" / "tableau_old.parquet"
    shutil.copy(tmp_path / "parquet" / "tableau_funnel.parquet", left_over)
    with pytest.raises(UserError) as error:
        write_tableau_folder(places)
    assert str(error.value) == f"{left_over}: no export table that the workbook knows; delete it"


def test_a_failure_leaves_the_files_of_the_earlier_build_and_the_next_removes_what_is_over(
    tiny_files, tmp_path
):
    places = Places(tiny_files.warehouse, tmp_path / "exports")
    shutil.copytree(tiny_files.exports, places.exports)
    folder = places.exports / "tableau"
    (folder / "tableau_old.hyper").write_bytes(b"of an earlier build")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    parquet = places.exports / "parquet" / "tableau_survival.parquet"
    whole = parquet.read_bytes()
    parquet.unlink()
    with pytest.raises(UserError):
        write_tableau_folder(places)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    parquet.write_bytes(whole)
    write_tableau_folder(places)
    assert {path.name for path in folder.iterdir()} == before.keys() - {"tableau_old.hyper"}


def test_every_choice_acts_on_every_sheet_whose_rows_have_its_column(sample_files):
    root = root_of(sample_files)
    filtered = Counter(field for _, field in filters(root))
    assert filtered["[none:is_chosen_course_name:nk]"] == len(sheets(root)) - 2
    assert filtered["[none:is_chosen_course_name_alone:nk]"] == 2
    assert filtered["[none:is_chosen_user_type:nk]"] == len(sheets(root)) - 3
    assert filtered["[none:is_chosen_outcome_status:nk]"] == len(sheets(root)) - 3
    notes = texts(root.find("dashboards"), "Filters that")
    assert any("User type" in note and "Survival curve" in note for note in notes)


def test_the_action_category_leaves_sessions_and_new_learners_alone_and_says_so(sample_files):
    root = root_of(sample_files)
    filtered = {sheet for sheet, field in filters(root) if "action_category" in field}
    unfiltered = {"Sessions", "New learners", "Sessions by day", "New learners by day"}
    assert {"Actions", "Active learners by day", "Weekday by hour"} <= filtered
    assert not unfiltered & filtered
    [overview] = root.xpath("dashboards/dashboard[@name='Overview']")
    [note] = texts(overview, "Filters that cannot act")
    [about] = [part for part in note.split("; ") if "Action category" in part]
    assert all(name in about for name in unfiltered)


def test_notes_call_filters_as_their_controls_do(sample_files, act_mooc_files):
    for places in (sample_files, act_mooc_files[0]):
        root = root_of(places)
        captions = set(root.xpath("datasources//column/@caption"))
        notes = texts(root.find("dashboards"), "Filters that")
        for note in notes:
            for part in note.removeprefix("Filters that cannot act: ").split("; "):
                assert set(re.split(", | or ", part.split(" on ")[0])) <= captions
        assert notes


def test_what_cannot_be_chosen_at_all_is_said_once(act_mooc_files):
    boards = root_of(act_mooc_files[0]).iterfind("dashboards/dashboard")
    assert [b.get("name") for b in boards if texts(b, "No filter by ")] == ["Overview"]


def test_rows_of_a_list_are_as_high_as_their_words_however_many_there_are(sample_files):
    root = root_of(sample_files)
    zooms = {
        (window.get("class"), point.get("name") or window.get("name"), zoom.get("type"))
        for window in root.iterfind("windows/window")
        for point in window.iter("viewpoint")
        for zoom in point.iter("zoom")
    }
    by_width = {(kind, name) for kind, name, zoom in zooms if zoom == "fit-width"}
    name = "At risk or struggling"
    assert by_width == {("dashboard", name), ("worksheet", name)}
    assert {zoom for *_, zoom in zooms} == {"fit-width", "entire-view"}


def test_a_shared_filter_is_of_one_field(sample_files):
    shared = root_of(sample_files).xpath("//filter[@filter-group]")
    pairs = {(item.get("filter-group"), item.get("column")) for item in shared}
    assert len(pairs) == len({group for group, _ in pairs}) == 3


def test_a_click_on_any_chart_filters_its_dashboard(sample_files):
    root = root_of(sample_files)
    marks = {one.get("name"): one.find(".//mark") for one in root.iter("worksheet")}
    numbers = {name for name, mark in marks.items() if mark.get("class") == "Text"}
    actions = list(root.iterfind("actions/action"))
    clicked = [action.find("source").get("worksheet") for action in actions]
    assert sorted(clicked) == sorted(set(sheets(root)) - numbers)
    kept = [action.find("command/param[@name='exclude']").get("value") for action in actions]
    assert kept == clicked


def test_notes_have_room_for_all_of_their_lines(mixed_build, tmp_path):
    """A zone of text cuts off what does not fit; a line of 8 points takes 15 pixels."""
    places = rewritten(mixed_build, tmp_path)
    longest = 0
    for dashboard in root_of(places).iterfind("dashboards/dashboard"):
        for zone in dashboard.xpath(".//zone[@type-v2='text']")[1:]:
            notes = [text for text in texts(zone) if text.strip("Æ\n")]
            lines = sum(1 + len(note) // 200 for note in notes)
            assert int(zone.get("h")) / 100_000 * 900 >= 15 * lines
            longest = max(longest, *map(len, notes))
    assert longest > 200


def test_groups_of_one_set_have_colours_of_their_own(sample_build, sample_files):
    path = "datasources/datasource/style/style-rule/encoding[@field='[none:group_name:nk]']/map"
    color_of = {
        bucket.text.strip('"'): one.get("to")
        for one in root_of(sample_files).iterfind(path)
        for bucket in one.iterfind("bucket")
    }
    sets = sample_build.rows(
        "select list(distinct group_name) from exports.tableau_survival group by group_set"
    )
    assert len(sets) == 4
    for (groups,) in sets:
        colors = [color_of[group] for group in groups]
        assert len(set(colors)) == min(len(groups), len(OTHERS))
        assert (colors == ["#4E79A7"]) == (len(groups) == 1)


def test_the_model_has_folders_and_shows_what_tables_share_once(sample_files):
    root = etree.fromstring(document(sample_files.exports / "tableau" / MODEL))
    fields = {column.get("name"): column for column in root.iterfind("column")}
    shown = {name: one for name, one in fields.items() if one.get("hidden") != "true"}
    courses = [one for one in shown.values() if one.get("caption").startswith("Course type")]
    assert [one.get("name") for one in courses] == ["[course_type (tableau_enrollments)]"]
    assert fields["[learners (tableau_sessions)]"].find("calculation").get("formula") == (
        "COUNTD([user_key (tableau_sessions)])"
    )
    numbers = {one.get("caption") for one in shown.values() if one.get("role") == "measure"}
    assert {f"Learners ({name})" for name in ("Actions", "Sessions", "Enrollments")} <= numbers
    items = root.xpath("folders-common/folder/folder-item/@name")
    objects = {name for name in shown if name.startswith("[__tableau")}
    assert sorted(items) == sorted(shown.keys() - objects)


def test_no_document_and_no_extract_names_a_user(sample_build, sample_files):
    users = [user for (user,) in sample_build.rows("select user_id from marts.dim_users")]
    assert len(users) > 200
    for package in (sample_files.exports / "tableau").glob("*.t*x"):
        with ZipFile(package) as files:
            content = b"".join(files.read(name) for name in files.namelist())
        assert b"user_id" not in content
        assert [user for user in users if user.encode() in document(package)] == []


def test_every_column_of_every_export_table_has_words_and_is_described(sample_files):
    for package in (sample_files.exports / "tableau").glob("tableau_*.tdsx"):
        root = etree.fromstring(document(package))
        fields = root.xpath("column[not(@datatype='table')]")
        assert [c.get("name") for c in fields if not c.findtext("desc/formatted-text/run")] == []
        names = {c.get("name").strip("[]") for c in fields} - WORDS.keys() - MEASURES.keys()
        assert [name for name in names if not is_key(name)] == []


def test_ratios_are_sums_divided_by_sums():
    rate = measure_formula(MEASURES["completion_rate"])
    assert rate == "SUM(IF [is_completed] THEN 1 ELSE 0 END) / SUM(1)"
    assert measure_formula(MEASURES["hours_on_task"]) == "SUM([time_on_task_seconds]) / 3600"


def test_the_workbook_of_act_mooc_is_small_and_quick(act_mooc_files):
    places, seconds = act_mooc_files
    assert seconds < SECONDS
    assert (places.exports / "tableau" / WORKBOOK).stat().st_size < MEGABYTES * 1e6


def test_only_what_nothing_reads_is_left_out_of_the_workbook(tiny_files):
    text = document(tiny_files.exports / "tableau" / WORKBOOK).decode()
    whole = document(tiny_files.exports / "tableau" / "tableau_actions.tdsx").decode()
    for column in LEFT_OUT:
        assert f"[{column}]" in whole
        assert f"[{column}]" not in text


@pytest.mark.parametrize("name", ["Same", None])
def test_courses_without_names_of_their_own_are_called_by_their_ids(tiny, tmp_path, name):
    unnamed = "update exports.tableau_enrollments set course_name = ?"
    root = root_of(rewritten(tiny, tmp_path, unnamed, name))
    assert {'"art"', '"sql"'} < set(root.xpath(".//members/member/@value"))
    shelves = [shelf.text or "" for shelf in root.iterfind("worksheets//rows")]
    assert not any("course_name" in shelf for shelf in shelves)


def chosen_courses(place: Place, table: str, field: str) -> dict[str, list[tuple]]:
    """The courses of a table's rows for which a calculation is true, by the choice of a course."""
    package = Package.read(place.exports / "tableau" / WORKBOOK)
    sources = sources_of(package.root).values()
    [source] = [one for one in sources if one.extract.endswith(f"{table}.hyper")]
    parameters = parameters_of(package.root)
    [course] = [p for p in parameters.values() if p.get("caption") == "Course"]
    found = {}
    for member in course.iterfind("members/member"):
        course.set("value", member.get("value"))
        holds = expression_of(source, field, parameters).sql
        courses = f"select distinct source_name, course_id from exports.{table} where {holds}"
        found[member.get("value").strip('"')] = place.rows(f"{courses} order by all")
    return found


@pytest.mark.parametrize("table", ["tableau_dropoff", "tableau_survival"])
def test_a_chart_of_one_course_shows_one_of_one_source_whatever_it_is_called(
    mixed_tableau_build, table
):
    found = chosen_courses(mixed_tableau_build, table, "is_chosen_course_name_alone")
    files = {f"files: {words}": [("files", course)] for words, course in HARD_COURSES.items()}
    sample = {f"sample: {course}": [("sample", course)] for course in ("charts", "sql", "stats")}
    assert found == {"All": [("sample", "sql")], **files, **sample}


def test_every_course_can_be_chosen_whatever_its_name(tiny, tmp_path):
    place = tiny.copied_to(tmp_path)
    for table in CAPTIONS:
        renamed = f"update exports.{table} set course_name = if(course_id = 'sql', ?, 'All')"
        place.execute(renamed, '"The" [Book]\nof 5" ”')
    write_tableau_folder(places_of(place, place.exports))
    every = {"”The” [Book] of 5” ”": [("files", "sql")], "All (2)": [("files", "art")]}
    for field, all_of_them in (
        ("is_chosen_course_name", sorted(every["All (2)"] + every["”The” [Book] of 5” ”"])),
        ("is_chosen_course_name_alone", every["All (2)"]),
    ):
        found = chosen_courses(place, "tableau_dropoff", field)
        assert found == {"All": all_of_them, **every}


def test_the_choice_of_one_course_is_where_a_chart_shows_one(sample_files):
    chosen = "column[@name='[is_chosen_course_name_alone]']"
    having = set(root_of(sample_files).xpath(f"datasources/datasource[{chosen}]/@caption"))
    assert having == {"Drop-off (simulated data)", "Survival (simulated data)"}


NOBODY_CALLED = "update exports.tableau_enrollments set is_on_call_list = false"


def test_nothing_is_blank_when_nobody_is_on_the_call_list(tiny, tmp_path):
    root = root_of(rewritten(tiny, tmp_path, NOBODY_CALLED))
    assert "At risk or struggling" not in sheets(root)
    assert texts(root, "Not shown: At risk or struggling (nobody")


def test_a_dashboard_that_is_left_out_is_named_on_the_first_that_remains(
    tiny, tmp_path, monkeypatch
):
    calls = Dashboard("Calls", "Whom to call?", (Band(1, ((learner_charts.CALL_LIST, 1),)),))
    monkeypatch.setattr(contents, "DASHBOARDS", (calls, *DASHBOARDS[:2]))
    places = rewritten(tiny, tmp_path, NOBODY_CALLED)
    overview, engagement = root_of(places).iterfind("dashboards/dashboard")
    said = "Dashboard Calls: Not shown: At risk or struggling (nobody is on the call list"
    assert len(texts(overview, said)) == 1
    assert not any("Calls" in text for text in texts(engagement))


def test_descriptions_give_the_values_of_the_settings_that_they_name(sample_files):
    known = project_settings()
    settings = {name: value for name, value in known.items() if "_" in name and value != ""}
    named = set()
    for package in (sample_files.exports / "tableau").glob("*.t*x"):
        for run in etree.fromstring(document(package)).iterfind(".//desc//run"):
            for name in settings.keys() & set(re.findall(r"\w+", run.text)):
                named.add(name)
                assert f"{name} ({settings[name]})" in run.text
    assert {"time_zone", "time_on_task_cap_minutes", "early_progress_percent"} < named


def test_a_key_that_is_there_twice_cannot_relate_tables(tiny, tmp_path):
    twice = "insert into exports.tableau_sessions from exports.tableau_sessions"
    with pytest.raises(UserError, match="tableau_sessions.session_id: empty or there twice"):
        rewritten(tiny, tmp_path, twice)


def test_a_type_that_tableau_lacks_is_named():
    with pytest.raises(UserError, match="tableau_a.b: Tableau has no type for HUGEINT"):
        physical_column("tableau_a", "b", "HUGEINT", "")


def written(place: Place, **told: str) -> int:
    """The code with which the command for the Tableau files of a place ends."""
    with environment(**place.environment | told):
        return main(["tableau"])


def test_what_is_missing_is_said_in_one_sentence(tiny, tmp_path, capsys):
    place = tiny.copied_to(tmp_path)
    (place.exports / "parquet" / "tableau_survival.parquet").unlink()
    assert written(place) == 2
    said = capsys.readouterr().err
    assert said.endswith("tableau_survival.parquet: not there; run `make build` first\n")
    assert written(place, MOOC_EXPORTS=str(tmp_path / "nowhere")) == 2
    assert "run `make build` first" in capsys.readouterr().err
    place.warehouse.unlink()
    places_of(tiny, place.exports)
    assert written(place) == 2
    assert "no such warehouse; run `make build` first" in capsys.readouterr().err


@pytest.mark.parametrize("other", ["sample_build", "small_build"])
def test_rows_of_another_build_are_refused(request, tiny, tmp_path, other):
    """Simulated rows would pass as real ones; and other files of the same source as these."""
    places_of(request.getfixturevalue(other), tmp_path)
    with pytest.raises(UserError, match="tableau_actions.parquet: not the rows of exports"):
        write_tableau_folder(Places(tiny.warehouse, tmp_path))
    assert not (tmp_path / "tableau" / WORKBOOK).exists()


def select_anew(place: Place, table: str, selected: str) -> None:
    """Put another selection of its columns in the place of an export table's Parquet file."""
    file = place.exports / "parquet" / f"{table}.parquet"
    duckdb.sql(f"copy (select {selected} from '{file}') to '{file}.new' (format parquet)")
    os.replace(f"{file}.new", file)


def test_other_rows_of_the_same_number_are_refused(tiny, tmp_path):
    place = tiny.copied_to(tmp_path)
    select_anew(place, "tableau_funnel", "* replace (user_count + 1 as user_count)")
    with pytest.raises(UserError, match="tableau_funnel.parquet: not the rows of exports"):
        write_tableau_folder(Places(place.warehouse, place.exports))


def test_a_damaged_warehouse_is_to_be_moved_away(tiny, tmp_path, capsys):
    place = tiny.copied_to(tmp_path)
    with place.warehouse.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        for start in range(3 * 4096, file.tell() - 4096, 256 * 1024):
            file.seek(start + 64)
            file.write(b"damaged " * 64)
    assert written(place) == 2
    said = f"{place.warehouse}: damaged; move it away and run `make build`\n"
    assert capsys.readouterr().err == said


def test_settings_that_are_empty_are_not_set():
    empty = {"MOOC_WAREHOUSE": "", "MOOC_EXPORTS": ""}
    assert named_places.places(empty) == named_places.places({})


def test_files_of_another_build_than_the_warehouse_are_refused(tiny, tmp_path, capsys):
    place = tiny.copied_to(tmp_path)
    select_anew(place, "tableau_funnel", "*, 1 as more")
    assert written(place) == 2
    assert "column more is not in the warehouse" in capsys.readouterr().err
