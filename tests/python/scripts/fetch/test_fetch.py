"""Public data over real HTTP on this machine: broken connections, wrong answers, other files."""

import gzip
import hashlib
import io
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import contents, published
from rich.progress import Progress

from scripts.command_line import main
from scripts.errors import UserError
from scripts.fetch.download import download
from scripts.fetch.fetch import fetch
from scripts.fetch.published import DATASETS, Dataset, Table
from scripts.fetch.verify import differences

CLICKS = b"user_id,clicks\n" + b"".join(b"u%d,2\n" % number for number in range(30_000))
NOTES = b"kept as it is\n"
FIGURES = {"sum(cast(clicks as bigint))": 60_000}
TABLES = {
    "clicks.csv": Table(30_000, figures=FIGURES),
    "notes.csv": Table(0, sha256=hashlib.sha256(NOTES).hexdigest()),
}


class Server(ThreadingHTTPServer):
    """Offers files; `broken_after` so many bytes its answers break off, one after the other."""

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.broken_after: list[int] = []
        self.resumes = True
        self.asked: list[str | None] = []

    def address(self, name: str) -> str:
        """Where a file of it lies."""
        return f"http://127.0.0.1:{self.server_port}/{name}"


class Handler(BaseHTTPRequestHandler):
    """Answers GET, from the byte that is asked for on."""

    server: Server

    def do_GET(self) -> None:
        """Send a file, or the part of it until the next breaking point."""
        asked = self.headers.get("Range")
        self.server.asked.append(asked)
        content = self.server.files.get(self.path[1:])
        if content is None:
            self.send_error(404)
            return
        begin = int(asked.removeprefix("bytes=")[:-1]) if asked and self.server.resumes else 0
        if begin and begin >= len(content):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(content)}")
            self.end_headers()
            return
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        end = begin + self.server.broken_after.pop(0) if self.server.broken_after else None
        self.wfile.write(content[begin:end])
        if end is not None:
            self.connection.close()

    def log_message(self, *_) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server in a thread of its own."""
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def no_progress() -> Iterator[Progress]:
    """A progress bar that nobody sees."""
    with Progress(disable=True) as progress:
        yield progress


def zipped(**files: bytes) -> bytes:
    """A zip archive with these files in a folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("set/readme.txt", "not wanted")
        for name, data in files.items():
            archive.writestr(f"set/{name}.csv", data)
    return content.getvalue()


def tarred(**files: bytes) -> bytes:
    """A gzipped tar archive with these files, one folder up."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"../{name}.csv")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


PUBLISHED = {"clicks": CLICKS, "notes": NOTES}


def dataset(*addresses: str) -> Dataset:
    """A data set of two tables that lies at these addresses."""
    return Dataset("http://example.org/set", addresses, TABLES)


@pytest.fixture
def downloaded(server, no_progress, tmp_path) -> Callable[..., bytes]:
    """A function that downloads the clicks with these pauses, and gives what came."""

    def download_clicks(*pauses: float) -> bytes:
        server.files["clicks"] = CLICKS
        download(server.address("clicks"), tmp_path / "clicks", no_progress, pauses=pauses)
        return (tmp_path / "clicks").read_bytes()

    return download_clicks


@pytest.mark.parametrize("archive", [zipped(**PUBLISHED), tarred(**PUBLISHED)], ids=["zip", "tar"])
def test_the_wanted_files_are_unpacked_and_nothing_else(server, no_progress, tmp_path, archive):
    server.files["set"] = archive
    folder = tmp_path / "data" / "set"
    said = fetch("set", dataset(server.address("set")), folder, None, no_progress)
    assert said == f"{folder}: 2 files, as published at {server.address('set')}"
    assert contents(tmp_path) == {"data/set/clicks.csv": CLICKS, "data/set/notes.csv": NOTES}
    again = fetch("set", dataset("http://127.0.0.1:9/none"), folder, None, no_progress)
    assert again == f"{folder}: the published files are there already"


def test_a_broken_connection_is_resumed_where_it_broke(server, downloaded):
    server.broken_after = [1_000, 50_000, 7]
    assert downloaded(0) == CLICKS
    assert server.asked == [None, "bytes=1000-", "bytes=51000-", "bytes=51007-"]


def test_a_server_that_cannot_resume_is_asked_for_the_whole(server, downloaded):
    server.broken_after, server.resumes = [1_000], False
    assert downloaded(0) == CLICKS


def test_what_came_is_kept_for_the_next_time(server, downloaded):
    server.broken_after = [1_000, 0, 0]
    with pytest.raises(UserError, match="broke off, 1,000 bytes are kept"):
        downloaded(0)
    server.broken_after = []
    assert downloaded() == CLICKS
    assert server.asked[-1] == "bytes=1000-"


@pytest.mark.parametrize("kept", [CLICKS, CLICKS + b"more"], ids=["whole", "longer"])
def test_a_kept_file_that_needs_nothing_more(downloaded, tmp_path, kept):
    (tmp_path / "clicks").write_bytes(kept)
    assert downloaded(0) == CLICKS


WRONG_ANSWERS = {
    "a web page": (b"<html>moved</html>", "is no zip or tar archive"),
    "a cut archive": (tarred(**PUBLISHED)[:-2_000], "is no zip or tar archive|cannot be unpacked"),
    "a file is missing": (zipped(clicks=CLICKS), r"\(notes.csv: not there\)"),
    "a row more": (
        zipped(clicks=CLICKS + b"u,0\n", notes=NOTES),
        r"count\(\*\) is 30,001, not 30,000 as published",
    ),
    "another figure": (
        zipped(clicks=CLICKS.replace(b"u7,2", b"u7,3"), notes=NOTES),
        "is 60,001, not 60,000 as published",
    ),
    "another hash": (zipped(clicks=CLICKS, notes=NOTES + b" "), "SHA-256"),
}


@pytest.mark.parametrize("name", WRONG_ANSWERS)
def test_a_wrong_answer_leaves_no_trace_and_the_next_address_is_asked(
    server, no_progress, tmp_path, name
):
    answer, sentence = WRONG_ANSWERS[name]
    server.files = {"wrong": answer, "right": zipped(**PUBLISHED)}
    wrong, right, folder = server.address("wrong"), server.address("right"), tmp_path / "set"
    with pytest.raises(UserError, match=sentence) as caught:
        fetch("set", dataset(wrong), folder, None, no_progress)
    assert str(caught.value).startswith(wrong)
    assert "http://example.org/set and run make fetch SOURCES=set FROM=<file>" in str(caught.value)
    assert contents(tmp_path) == {}
    said = fetch("set", dataset(wrong, right), folder, None, no_progress)
    assert said.endswith(right)
    assert set(contents(folder)) == set(TABLES)


def test_an_address_that_answers_404_is_named(server, no_progress, tmp_path):
    with pytest.raises(UserError, match=f"{server.address('none')}: answered 404"):
        fetch("set", dataset(server.address("none")), tmp_path / "set", None, no_progress)


def test_an_archive_given_by_hand_stays_where_it_is(no_progress, tmp_path):
    given = tmp_path / "given.zip"
    given.write_bytes(zipped(**PUBLISHED))
    fetch("set", dataset(), tmp_path / "set", given, no_progress)
    assert given.exists()
    assert differences(tmp_path / "set", dataset()) == []
    with pytest.raises(UserError, match="none.zip: cannot be unpacked"):
        fetch("set", dataset(), tmp_path / "other", tmp_path / "none.zip", no_progress)


def test_other_files_in_the_place_are_not_touched(server, no_progress, tmp_path):
    server.files["set"] = zipped(**PUBLISHED)
    (tmp_path / "clicks.csv").write_bytes(b"user_id,clicks\nmine,1\n")
    before = contents(tmp_path)
    with pytest.raises(UserError, match=r"clicks.csv: count\(\*\) is 1, not 30,000.*fetch again"):
        fetch("set", dataset(server.address("set")), tmp_path, None, no_progress)
    assert contents(tmp_path) == before
    assert server.asked == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["edx"], "SOURCES: edx; choose from act_mooc, oulad"),
        ([], "SOURCES: none given; choose from act_mooc, oulad"),
        (["oulad", "--from", "none.zip"], "none.zip: cannot be unpacked"),
    ],
)
def test_the_command_says_what_is_wrong_and_ends_with_2(
    capsys, monkeypatch, tmp_path, arguments, sentence
):
    monkeypatch.setenv("MOOC_DATA_DIR", str(tmp_path))
    assert main(["fetch", *arguments]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_the_published_files_are_known_and_a_changed_byte_is_noticed(tmp_path):
    folder = published("act_mooc")
    assert differences(folder, DATASETS["act_mooc"]) == []
    for file in folder.glob("*.gz"):
        content = gzip.decompress(file.read_bytes())
        if file.name == "mooc_actions.tsv.gz":
            content = content.replace(b"\t6.000", b"\t7.000", 1)
        (tmp_path / file.stem).write_bytes(content)
    said = f"{tmp_path / 'mooc_actions.tsv'}: its SHA-256 is not the published one"
    assert differences(tmp_path, DATASETS["act_mooc"]) == [said]


def test_the_published_oulad_is_known():
    assert differences(published("oulad"), DATASETS["oulad"]) == []
