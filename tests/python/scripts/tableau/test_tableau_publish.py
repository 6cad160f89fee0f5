"""Publishing to a Tableau Server over real HTTP on this machine: what arrives, and what fails."""

import os
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tableau_server import Server

from scripts.command_line import main

TOKEN = ("robot", "a-secret-of-36-characters")
FILES = {
    "actions.tdsx": b"actions\r\n--boundary\x00",
    "sessions.tdsx": b"sessions",
    "mooc_user_actions.twbx": b"workbook",
}
MEBIBYTE = 1 << 20


@pytest.fixture
def server() -> Iterator[Server]:
    """A server in a thread of its own that lets TOKEN in."""
    with Server() as running:
        running.state.token = TOKEN
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(autouse=True)
def exports(tmp_path, monkeypatch, server) -> Path:
    """The folder with the files of Tableau, and an environment that names it and the server."""
    for name in [name for name in os.environ if name.startswith(("TABLEAU_", "TSC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MOOC_EXPORTS", str(tmp_path))
    told = {"SERVER": server.address, "SITE": "mooc", "PROJECT": "Analytics"}
    told |= {"TOKEN_NAME": TOKEN[0], "TOKEN_VALUE": TOKEN[1]}
    for name, value in told.items():
        monkeypatch.setenv(f"TABLEAU_{name}", value)
    folder = tmp_path / "tableau"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "tableau_actions.hyper").write_bytes(b"not published by itself")
    return folder


def failure(capsys) -> str:
    """What a failing command says: one sentence on stderr, without the token."""
    assert main(["publish-tableau"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert TOKEN[1] not in err
    return err.strip()


def test_workbook_and_data_sources_arrive_whole_and_replace_older_ones(server, capsys):
    assert main(["publish-tableau"]) == 0
    names = "actions.tdsx, sessions.tdsx, mooc_user_actions.twbx"
    out, err = capsys.readouterr()
    assert (out, err) == (f"In project Analytics on {server.address}: {names}\n", "")
    arrived = server.state.published
    assert {f"{one.name}.{one.suffix}": one.content for one in arrived} == FILES
    assert [one.kind for one in arrived] == ["datasource", "datasource", "workbook"]
    assert all(one.project_id == "p2" and one.is_overwriting for one in arrived)
    assert arrived[-1].shows_tabs
    assert server.state.sessions == set()


@pytest.mark.parametrize("name, size", [("actions.tdsx", 3), ("mooc_user_actions.twbx", 65)])
def test_a_large_file_arrives_in_parts(server, exports, monkeypatch, name, size):
    monkeypatch.setenv("TSC_FILESIZE_LIMIT_MB", "2")
    monkeypatch.setenv("TSC_CHUNK_SIZE_MB", "1" if size < 64 else "32")
    content = random.Random(6).randbytes(MEBIBYTE) * size + b"end"
    (exports / name).write_bytes(content)
    assert main(["publish-tableau"]) == 0
    [parts] = server.state.uploads.values()
    assert len(parts) == (4 if size < 64 else 3)
    [arrived] = [one for one in server.state.published if f"{one.name}.{one.suffix}" == name]
    assert arrived.content == content


def test_a_server_that_fails_amid_an_upload_publishes_nothing_of_it(
    server, exports, monkeypatch, capsys
):
    monkeypatch.setenv("TSC_FILESIZE_LIMIT_MB", "1")
    monkeypatch.setenv("TSC_CHUNK_SIZE_MB", "1")
    (exports / "actions.tdsx").write_bytes(b"x" * 3 * MEBIBYTE)
    server.state.failing, server.state.succeeding_count = ("PUT", "/fileUploads/"), 1
    said = failure(capsys)
    assert said == (
        f"{exports / 'actions.tdsx'}: {server.address} failed with status 500; publish again later"
    )
    assert [len(parts) for parts in server.state.uploads.values()] == [1]
    assert server.state.published == []
    assert server.state.sessions == set()


@pytest.mark.parametrize("name", ["SERVER", "PROJECT", "TOKEN_NAME", "TOKEN_VALUE"])
def test_a_missing_variable_is_named_and_nothing_is_sent(server, monkeypatch, capsys, name):
    monkeypatch.setenv(f"TABLEAU_{name}", " ")
    assert failure(capsys) == f"TABLEAU_{name}: not set; see docs/publish_tableau.md"
    assert server.state.requests == []


def test_a_refused_token_is_told_without_its_value(server, monkeypatch, capsys):
    server.state.token = ("robot", "another")
    assert "TABLEAU_TOKEN_NAME" in failure(capsys)
    server.state.token = TOKEN
    monkeypatch.setenv("TABLEAU_SITE", "other")
    assert f"{server.address} does not let robot into site other" in failure(capsys)
    assert server.state.published == []


def test_no_site_means_the_default_site(server, monkeypatch):
    monkeypatch.delenv("TABLEAU_SITE")
    server.state.site = ""
    assert main(["publish-tableau"]) == 0
    assert len(server.state.published) == len(FILES)


def test_an_unknown_project_is_told_with_those_there_are(server, monkeypatch, capsys):
    monkeypatch.setenv("TABLEAU_PROJECT", "Analytic")
    assert failure(capsys) == (
        "TABLEAU_PROJECT: no project Analytic that this token may see; there are Analytics, Default"
    )
    assert server.state.published == []
    assert server.state.sessions == set()


def test_a_project_is_found_by_its_path_and_on_any_page(server, monkeypatch, capsys):
    server.state.page_size = 2
    server.state.projects += [("p3", "MOOC", "p1"), ("p4", "MOOC", "p2"), ("p5", "Last", None)]
    monkeypatch.setenv("TABLEAU_PROJECT", "MOOC")
    assert failure(capsys) == (
        "TABLEAU_PROJECT: MOOC is one of Analytics/MOOC, Default/MOOC; give the path"
    )
    monkeypatch.setenv("TABLEAU_PROJECT", "Analytics/MOOC")
    assert main(["publish-tableau"]) == 0
    assert {one.project_id for one in server.state.published} == {"p4"}


def test_a_project_at_the_top_goes_before_others_of_its_name(server, monkeypatch):
    server.state.projects += [("p3", "MOOC", "p1"), ("p4", "MOOC", None)]
    monkeypatch.setenv("TABLEAU_PROJECT", "MOOC")
    assert main(["publish-tableau"]) == 0
    assert {one.project_id for one in server.state.published} == {"p4"}


def test_a_server_that_does_not_listen_is_told(monkeypatch, capsys):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("TABLEAU_SERVER", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert "cannot be reached" in failure(capsys)


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[", "http://host:99999", "ftp://127.0.0.1", "://host", "not an address"],
)
def test_an_address_that_is_none_is_told(monkeypatch, capsys, address):
    monkeypatch.setenv("TABLEAU_SERVER", address)
    assert failure(capsys).startswith(f"TABLEAU_SERVER: {address} is no address")


@pytest.mark.parametrize("megabytes", ["abc", "0", "-1", "1.5"])
def test_a_size_of_parts_that_is_none_is_told(monkeypatch, capsys, megabytes):
    monkeypatch.setenv("TSC_CHUNK_SIZE_MB", megabytes)
    assert failure(capsys) == (
        f"TSC_CHUNK_SIZE_MB: expected a whole number above 0, found {megabytes}"
    )


def test_an_address_without_a_scheme_is_spoken_to_in_secret(server, monkeypatch, capsys):
    monkeypatch.setenv("TABLEAU_SERVER", server.address.removeprefix("http://"))
    said = failure(capsys)
    assert server.address.replace("http://", "https://") in said
    assert said.endswith("an address without encryption begins with http://")
    assert server.state.requests == []


def test_something_else_than_a_tableau_server_is_told(server, capsys):
    server.state.is_other_site = True
    assert "does not answer like a Tableau Server" in failure(capsys)


def test_what_the_server_refuses_is_told_in_its_words(server, exports, capsys):
    server.state.refused_names = ("sessions",)
    assert failure(capsys) == (
        f"{exports / 'sessions.tdsx'}: refused by {server.address} "
        "(Forbidden: You may not overwrite it)"
    )
    assert [one.name for one in server.state.published] == ["actions"]
    assert server.state.sessions == set()


def test_a_token_that_the_server_repeats_is_not_printed(server, capsys):
    server.state.refused_names = ("actions",)
    server.state.refusal = f"{TOKEN[1]} may not overwrite it"
    assert "(Forbidden: … may not overwrite it)" in failure(capsys)


def test_a_failing_sign_out_does_not_hide_that_all_is_published(server, capsys):
    server.state.failing = ("POST", "/auth/signout")
    assert main(["publish-tableau"]) == 0
    assert len(server.state.published) == len(FILES)


def test_without_a_workbook_the_error_says_what_to_run(server, exports, capsys):
    (exports / "mooc_user_actions.twbx").unlink()
    assert failure(capsys) == f"{exports}: no .twbx file; run `make build` first"
    assert server.state.requests == []
