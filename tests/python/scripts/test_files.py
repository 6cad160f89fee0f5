"""A file that another program holds open is named in one sentence, and stays as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Place

from scripts.command_line import main
from scripts.docs_site import publish_docs
from scripts.errors import UserError
from scripts.files import remove, show_under, written_whole
from scripts.last_build import remember_build
from scripts.marts_file import write_marts_file
from scripts.places import Places
from scripts.plots import draw_plots
from scripts.tableau.workbook import write_tableau_folder
from scripts.warehouse import open_warehouse


def write_marts(places: Places) -> None:
    """The file for readers, as a build writes it."""
    with open_warehouse(places.warehouse) as connection:
        write_marts_file(connection, places.exports / "mooc_marts.duckdb")


def write_page(places: Places) -> None:
    """The lineage site, as a build writes it."""
    page = places.warehouse.with_name("static_index.html")
    page.write_text("<html>new</html>", encoding="utf-8")
    publish_docs(page, places.exports / "docs" / "index.html", places.warehouse.parent)


TARGETS: dict[str, Callable[[Places], object]] = {
    "mooc_marts.duckdb": write_marts,
    "docs/index.html": write_page,
    "plots/active_learners.png": lambda places: draw_plots(
        places.warehouse, places.exports / "plots"
    ),
    "tableau/tableau_actions.hyper": write_tableau_folder,
    "tableau/tableau_actions.tdsx": write_tableau_folder,
    "tableau/mooc_user_actions.twbx": write_tableau_folder,
    "tableau/mooc_model.tdsx": write_tableau_folder,
    "../mooc.last_build.json": lambda places: remember_build(places, {}, []),
}


@pytest.fixture
def hold(monkeypatch) -> Callable[[Path], None]:
    """A function that lets a file be neither replaced nor removed, as Windows does."""

    def held(file: Path) -> None:
        def refusing(call: Callable) -> Callable:
            def instead(*paths, **options):
                if file in map(Path, paths):
                    raise PermissionError(13, "Access is denied", *map(str, paths))
                return call(*paths, **options)

            return instead

        monkeypatch.setattr(os, "replace", refusing(os.replace))
        monkeypatch.setattr(Path, "unlink", refusing(Path.unlink))

    return held


def unfinished(folder: Path) -> list[Path]:
    """What a program leaves of files that it did not finish."""
    return [path for path in folder.rglob("*") if path.name.startswith(".unfinished-")]


@pytest.fixture
def built(small_tableau_build, tmp_path) -> Place:
    """A small build with its files for Tableau."""
    return small_tableau_build.copied_to(tmp_path)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_is_held_open_is_named_and_kept(built, hold, name):
    target = Path(os.path.normpath(built.exports / name))
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"old")
    hold(target)
    with pytest.raises(UserError) as refused:
        TARGETS[name](Places(built.warehouse, built.exports))
    assert str(refused.value) == f"{target}: held open by another program; close it and try again"
    assert target.read_bytes() == b"old"
    assert unfinished(built.folder) == []


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("plots/session_lengths.png", TARGETS["plots/active_learners.png"]),
        ("tableau/tableau_gone.hyper", write_tableau_folder),
    ],
)
def test_so_is_a_file_of_an_earlier_build_that_cannot_be_removed(built, hold, name, write):
    left_over = built.exports / name
    left_over.parent.mkdir(exist_ok=True)
    left_over.write_bytes(b"old")
    hold(left_over)
    with pytest.raises(UserError, match=f"{left_over.name}: held open by another program; "):
        write(Places(built.warehouse, built.exports))
    assert left_over.read_bytes() == b"old"


def test_the_command_says_so_and_ends_with_2(built, hold, monkeypatch, capsys):
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    workbook = built.exports / "tableau" / "mooc_user_actions.twbx"
    hold(workbook)
    assert main(["tableau"]) == 2
    said = capsys.readouterr().err
    assert said == f"{workbook}: held open by another program; close it and try again\n"


def test_what_else_forbids_a_change_is_not_taken_for_it(tmp_path, hold, monkeypatch):
    target = tmp_path / "file.csv"
    hold(target)
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    with pytest.raises(PermissionError), written_whole(target) as path:
        path.write_bytes(b"new")
    with pytest.raises(PermissionError):
        remove(target)


def test_a_file_is_copied_where_it_may_not_be_linked(tmp_path, monkeypatch):
    def forbidden(*paths):
        raise OSError(22, "A required privilege is not held by the client")

    source, name = tmp_path / "clicks.csv", tmp_path / "actions.csv"
    source.write_bytes(b"user_id\r\n")
    monkeypatch.setattr(os, "symlink", forbidden)
    show_under(source, name)
    assert name.read_bytes() == source.read_bytes()
    assert not name.is_symlink()
