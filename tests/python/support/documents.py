"""The commands, queries and files that the documents show."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from textwrap import dedent

from conftest import PROJECT

PAGES = ["*.md", "docs/*.md", "models/README.md", "models/_overview.md"]
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# What a user puts something else for.
PLACEHOLDERS = {"<source>": "files", "FORM": "edx", "…": "--help"}
# `named only` is the reason why a row is rejected.
NO_COMMANDS = {"named only"}


@dataclass(frozen=True)
class Shown:
    """A piece of a page: a block, or the code in a line."""

    page: str
    text: str

    def __str__(self) -> str:
        """The name of a test of it."""
        return f"{self.page}: {self.text.splitlines()[0]}"


@dataclass(frozen=True)
class Command(Shown):
    """A program with its arguments, and the variables that are set for it."""

    variables: tuple[str, ...]
    program: str
    arguments: tuple[str, ...]

    @property
    def line(self) -> str:
        """The program, or the module that Python runs, and its arguments."""
        return " ".join([self.program, *self.arguments])


def page_texts() -> dict[str, str]:
    """The text of each page by its name; the changelog tells of commands that are gone."""
    paths = sorted({path for pattern in PAGES for path in PROJECT.glob(pattern)})
    return {
        path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.name != "CHANGELOG.md"
    }


def blocks(language: str) -> list[Shown]:
    """The fenced blocks of a language; those without one hold commands."""
    return [
        Shown(page, dedent(block))
        for page, text in page_texts().items()
        for found, block in FENCED.findall(text)
        if found == language
    ]


def commands() -> list[Command]:
    """Every command that a page shows, once; a line of a block of commands is always one."""
    typed = [
        Shown(block.page, line) for block in blocks("") for line in block.text.split("\n")[:-1]
    ]
    for page, text in page_texts().items():
        for code in re.findall(r"`([^`]+)`", FENCED.sub("", text)):
            line = " ".join(code.split())
            if re.match(r"make$|(\S+=\S+ )*[\w./-]+ ", line) and line not in NO_COMMANDS:
                typed.append(Shown(page, line))
    once: dict[str, Shown] = {}
    for shown in typed:
        once.setdefault(shown.text, shown)
    return [command for shown in once.values() for command in parts(shown)]


def parts(shown: Shown) -> Iterator[Command]:
    """The commands of a line, with something in place of what a user fills in."""
    text = re.sub(r"<source>|\bFORM\b|…", lambda found: PLACEHOLDERS[found[0]], shown.text)
    for is_between, words in groupby(shlex.split(text, comments=True), "&&".__eq__):
        if is_between:
            continue
        left = list(words)
        while left[0] in ("time", "/usr/bin/time", "export"):
            left = left[3:] if left[1] == "-f" else left[1:]
        count = next((n for n, word in enumerate(left) if "=" not in word), len(left))
        variables, [program, *arguments] = left[:count], left[count:] or ["export"]
        name = PurePath(program).name or program
        if name in ("py", "python", "python3") and arguments[0] == "-m":
            name, *arguments = arguments[1:]
        yield Command(shown.page, shown.text, tuple(variables), name, tuple(arguments))
