"""What must hold of the project's text: all is described, contracts hold, no clock, no chance."""

import re
from collections import Counter
from pathlib import Path

import pytest
from act_mooc_files import write_act_mooc
from conftest import ALL_SOURCES, PROJECT, Place, manifest_of
from documents import blocks

PUBLIC_LAYERS = ("marts", "quality", "exports")
CLOCK_OR_CHANCE = re.compile(
    r"\b(now|today|random|rand|uuid|gen_random_uuid|get_current_timestamp|get_current_time)\s*\("
    r"|(?<!')\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b(?!')"
    r"|\b(run_started_at|invocation_id|modules)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def manifest():
    """The parsed project with all its sources."""
    return manifest_of(PROJECT, ALL_SOURCES)


def nodes(manifest, *kinds: str) -> list:
    """The models, seeds or tests of the project, and its sources when asked for."""
    found = [node for node in manifest.nodes.values() if node.resource_type in kinds]
    return found + (list(manifest.sources.values()) if "source" in kinds else [])


def test_every_model_seed_and_source_is_described(manifest):
    described = nodes(manifest, "model", "seed", "source")
    assert len(described) > 70
    assert [node.name for node in described if not node.description.strip()] == []
    assert [s.source_name for s in manifest.sources.values() if not s.source_description] == []


def test_the_guide_to_the_models_has_every_mart_with_a_column_that_is_unique(manifest):
    marts = {node.name for node in nodes(manifest, "model") if node.schema == "marts"}
    unique = {
        (manifest.nodes[test.attached_node].name, test.column_name)
        for test in nodes(manifest, "test")
        if getattr(test, "test_metadata", None) and test.test_metadata.name == "unique"
    }
    assert keys_in_the_guide().keys() == marts
    assert keys_in_the_guide().items() - unique == set()


JOIN = re.compile(
    r"^(?P<line>[│ ]*[├└]──(?P<many>[<─]) )?(?P<table>\w+)(?: \((?P<key>\w+)\))?(?P<by>.*)$"
)


def keys_in_the_guide() -> dict[str, str]:
    """The key of each mart, as the guide to the models has it."""
    guide = (PROJECT / "models" / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| `(\w+)` \|$", guide, re.MULTILINE))


def drawn_joins() -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Each table of the drawing with the one above it, the columns of both, and whether it has
    several rows to one there. Checks its key on the way.
    """
    (drawing,) = [block.text for block in blocks("text") if block.page == "models/README.md"]
    above: dict[int, str] = {}
    joins = []
    for line in filter(None, drawing.splitlines()):
        part = JOIN.match(line)
        assert part, line
        table, depth = part["table"], len(part["line"] or "")
        assert part["key"] in (None, keys_in_the_guide()[table]), line
        if depth:
            columns = tuple(sorted(part["by"].strip().split(", ")))
            joins.append((table, above[depth - 5], columns, part["many"] == "<"))
        above[depth] = table
    return joins


def test_every_join_that_is_drawn_is_tested(manifest):
    tested = {
        (manifest.nodes[test.attached_node].name, re.findall(r"ref\('(\w+)'\)", given["to"])[0])
        + (tuple(sorted(given["columns"].split(", "))),)
        for test in nodes(manifest, "test")
        if getattr(test, "test_metadata", None) and test.test_metadata.name == "refers_to"
        for given in [test.test_metadata.kwargs]
    }
    joins = drawn_joins()
    assert {(table, to, columns) for table, to, columns, _ in joins} - tested == set()
    keys = keys_in_the_guide()
    assert [table for table, to, _, many in joins if many == (keys[table] == keys[to])] == []
    facts = {name for name in keys if name.startswith(("dim_", "fct_"))} - {"dim_dates"}
    assert facts - {name for table, to, *_ in joins for name in (table, to)} == set()


def test_the_lineage_site_has_the_drawing_of_the_guide():
    guide, overview = (
        [block.text for block in blocks("text") if block.page == f"models/{page}"]
        for page in ("README.md", "_overview.md")
    )
    assert guide == overview != []


PAGES = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), PROJECT / "models/README.md"]


@pytest.mark.parametrize("page", [page.relative_to(PROJECT).as_posix() for page in PAGES])
def test_every_link_of_a_page_leads_somewhere(page):
    path = PROJECT / page
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", text)
    wrong = []
    for link, heading in links:
        target = path.parent / link if link else path
        if not target.exists() or (heading and heading not in headings(target)):
            wrong.append(f"{link}#{heading}")
    assert wrong == []


def headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_every_column_is_described(manifest):
    described = nodes(manifest, "model", "seed", "source")
    assert [
        f"{node.name}.{column.name}"
        for node in described
        for column in node.columns.values()
        if not column.description.strip()
    ] == []


def test_the_description_of_a_model_says_what_a_row_is(manifest):
    models = nodes(manifest, "model")
    assert [m.name for m in models if not m.description.startswith("One row per ")] == []


def test_every_analysis_is_described_and_every_exposure_reads_something(manifest):
    analyses = nodes(manifest, "analysis")
    assert len(analyses) >= 6
    assert [a.name for a in analyses if not a.description.startswith("One row per ")] == []
    assert manifest.exposures
    exposures = manifest.exposures.values()
    assert [one.name for one in exposures if not (one.description and one.depends_on)] == []


def undocumented(place: Place, manifest) -> list[str]:
    """Columns that are in the warehouse or in a yml, and not in both.

    The yml of a staging model leaves out what the contract describes.
    """
    built = place.rows(
        "select table_schema, table_name, column_name from information_schema.columns "
        "where table_schema <> 'inputs'"
    )
    tables = {table for _, table, _ in built}
    documented = {
        (node.schema, node.name, column.name)
        for node in nodes(manifest, "model", "seed")
        if node.name in tables
        for column in node.columns.values()
    }
    in_contract = {
        column
        for node in nodes(manifest, "model")
        if node.patch_path.endswith("/contract.yml")
        for column in node.columns
    }
    found = {
        (schema, table, column)
        for schema, table, column in built
        if schema != "staging" or column not in in_contract or (schema, table, column) in documented
    }
    return sorted(".".join(column) for column in documented ^ found)


@pytest.fixture(scope="module")
def staged_act_mooc(tmp_path_factory) -> Place:
    """The staging models of act-mooc, built."""
    place = Place(tmp_path_factory.mktemp("staged"), "act_mooc")
    write_act_mooc(place)
    place.dbt("run", "--select", "staging.act_mooc")
    return place


@pytest.mark.parametrize("build", ["sample_build", "small_build", "staged_act_mooc"])
def test_the_columns_of_every_table_are_those_of_its_yml(manifest, request, build):
    assert undocumented(request.getfixturevalue(build), manifest) == []


def test_every_model_for_readers_has_an_enforced_contract(manifest):
    models = [model for model in nodes(manifest, "model") if model.schema in PUBLIC_LAYERS]
    assert {model.schema for model in models} == set(PUBLIC_LAYERS)
    assert [model.name for model in models if not model.config.contract.enforced] == []


def test_every_model_for_readers_has_a_column_tested_to_be_unique(manifest):
    models = {m.unique_id: m.name for m in nodes(manifest, "model") if m.schema in PUBLIC_LAYERS}
    tested = {
        test.attached_node
        for test in nodes(manifest, "test")
        if getattr(test, "test_metadata", None)
        and test.test_metadata.name == "unique"
        and test.column_name
    }
    assert sorted(models[model] for model in models.keys() - tested) == []


def test_no_model_or_macro_reads_the_clock_or_draws_by_chance(manifest):
    texts = {model.name: model.raw_code for model in nodes(manifest, "model")}
    texts |= {m.name: m.macro_sql for m in manifest.macros.values() if m.package_name == "mooc"}
    assert {"fct_actions", "sql_text"} < texts.keys()
    assert [name for name, text in texts.items() if CLOCK_OR_CHANCE.search(text)] == []


def test_the_tests_of_a_mart_lie_in_the_folder_of_its_subject(manifest):
    unnamed = []
    for mart in (model for model in nodes(manifest, "model") if model.schema == "marts"):
        folder = Path(mart.original_file_path).parent.relative_to("models")
        places = [PROJECT / "tests" / kind / folder for kind in ("python", "singular")]
        files = [file for place in places for file in place.glob("*.*")]
        if not any(mart.name in file.name + file.read_text("utf-8") for file in files):
            unnamed.append(mart.name)
    assert unnamed == []


def test_no_two_modules_have_one_name():
    modules = [p for top in ("plugins", "scripts", "tests") for p in (PROJECT / top).rglob("*.py")]
    names = Counter(p.name for p in modules if p.name not in ("__init__.py", "__main__.py"))
    assert {"build.py", "conftest.py", "raw_files.py"} < names.keys()
    assert [name for name, count in names.items() if count > 1] == []


NAMED_PACKAGE = {
    "requirements": "dbt-duckdb",
    "requirements-bench": "polars",
    "requirements-left-out": "dbt-core-experimental-parser",
    "requirements-tableau-server": "tableauserverclient",
    "requirements-test": "sqlfluff",
}


@pytest.mark.parametrize("file", sorted(path.name for path in PROJECT.glob("requirements*")))
def test_requirements_name_no_place_to_load_from(file):
    text = (PROJECT / file).read_text()
    assert NAMED_PACKAGE[Path(file).stem] in text
    assert ("experimental-parser" in text) == ("left-out" in file)
    marks = ("://", "--index", "--extra-index", "--find-links")
    assert [mark for mark in marks if mark in text] == []
