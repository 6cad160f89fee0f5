"""The published lineage site names no folder of the machine that made it."""

import json
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from dbt.cli.main import dbtRunner

from scripts.docs_site import publish_docs, without_folders
from scripts.errors import UserError

ANA = PurePosixPath("/home/ana/mooc")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small dbt project whose seed, source and compiled SQL name the folder it lies in."""
    files = {
        "dbt_project.yml": "name: toy\nprofile: toy\nflags: {send_anonymous_usage_stats: false}\n",
        "profiles.yml": "toy: {target: dev, outputs: {dev: {type: duckdb, path: toy.duckdb}}}\n",
        "seeds/courses.csv": "id,name\n1,sql\n",
        "data/actions.csv": "id\n1\n",
        "models/sources.yml": """
            sources:
              - name: raw
                tables:
                  - name: actions
                    config:
                      external_location: "read_csv('{{ env_var('MOOC_DATA_DIR') }}/actions.csv')"
            """,
        "models/actions.sql": "-- {{ invocation_args_dict }}\n"
        "select * from {{ source('raw', 'actions') }} join {{ ref('courses') }} using (id)",
    }
    folder = tmp_path / "project"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MOOC_DATA_DIR", str(folder / "data"))
    return folder


def test_the_page_of_a_project_names_no_folder_and_keeps_its_content(project):
    where = ["--project-dir", str(project), "--profiles-dir", str(project)]
    for command in (["build"], ["docs", "generate", "--static"]):
        outcome = dbtRunner().invoke(["--quiet", *command, *where])
        assert outcome.success, outcome.exception
    page = project / "target" / "static_index.html"
    text = page.read_text("utf-8")
    assert str(project) in text, "nothing to replace, so this test proves nothing"
    target = project / "exports" / "docs" / "index.html"
    publish_docs(page, target, project)
    published = target.read_text("utf-8")
    assert str(project) not in published
    assert str(Path.home()) + "/" not in published
    assert "read_csv('./actions.csv')" in published or "read_csv('./data/actions.csv')" in published
    assert '"root_path": "."' in published
    manifest, _ = json.JSONDecoder().raw_decode(published, published.index('{"metadata"'))
    assert "model.toy.actions" in manifest["nodes"]
    assert [path.name for path in target.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    ("folder", "text", "expected"),
    [
        (ANA, "/home/ana/mooc/models/a.sql", "./models/a.sql"),
        (ANA, r'"log: \n/home/ana/mooc\ndone"', r'"log: \n.\ndone"'),
        (ANA, "/home/ana/mooc2 and /home/ana/mooc-old", "/home/ana/mooc2 and /home/ana/mooc-old"),
        (PurePosixPath("/home/josé/my mooc"), r"/home/jos\u00e9/my mooc/a", "./a"),
        (PurePosixPath("/home/josé/my mooc"), "file:///home/jos%C3%A9/my%20mooc/a", "file://./a"),
        (PureWindowsPath(r"C:\Users\ana\mooc"), r'"C:\\Users\\ana\\mooc\\a"', r'".\\a"'),
        (PureWindowsPath(r"C:\Users\ana\mooc"), r"'c:\Users\ana\mooc'", "'.'"),
        (PureWindowsPath(r"C:\Users\ana\mooc"), "C:/Users/ana/mooc/a", "./a"),
        (PureWindowsPath(r"\\server\share\mooc"), r'"\\\\server\\share\\mooc\\a"', r'".\\a"'),
        (
            PurePosixPath("/app"),
            r'"\n/app/a" "lib/app/a" "/apple"',
            r'"\n./a" "lib/app/a" "/apple"',
        ),
        (PurePosixPath("/"), "https://example.org/a", "https://example.org/a"),
        (PurePosixPath("data"), "data/a", "data/a"),
    ],
)
def test_a_folder_is_found_however_it_is_spelled(folder, text, expected):
    assert without_folders(text, [folder]) == expected


def test_a_folder_inside_another_is_replaced_whole():
    folders = [PurePosixPath("/home/ana"), ANA]
    assert without_folders("/home/ana/mooc/a /home/ana/.dbt", folders) == "./a ./.dbt"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HOME", "/home/somebody"),
        ("DBT_PROFILES_DIR", "/etc/mooc-profiles"),
        ("MOOC_DATA_DIR", "/mnt/big disk"),
        ("MOOC_WAREHOUSE", "/mnt/fast/mooc.duckdb"),
    ],
)
def test_folders_that_settings_name_are_replaced_too(tmp_path, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    page, target = tmp_path / "static_index.html", tmp_path / "docs" / "index.html"
    page.write_text(f'"{value}"', "utf-8")
    publish_docs(page, target, tmp_path)
    assert target.read_text("utf-8") in ('"."', '"./mooc.duckdb"')


def test_a_missing_page_says_what_to_run_and_leaves_the_old_site(tmp_path):
    target = tmp_path / "index.html"
    target.write_text("old")
    with pytest.raises(UserError, match="static_index.html: no such page; run `dbt docs generate"):
        publish_docs(tmp_path / "static_index.html", target, tmp_path)
    assert target.read_text() == "old"
