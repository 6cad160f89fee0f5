"""Every command starts as a process of its own, without what pytest adds."""

import argparse
import subprocess
import sys

import pytest
from conftest import PROJECT

from scripts.command_line import parser


def commands() -> list[str]:
    """The names of all commands."""
    actions = parser()._actions
    (names,) = [a.choices for a in actions if isinstance(a, argparse._SubParsersAction)]
    return sorted(names)


@pytest.mark.parametrize("command", commands())
def test_a_command_starts_and_says_how_it_is_used(command):
    run = subprocess.run(
        [sys.executable, "-m", "scripts", command, "--help"],
        cwd=PROJECT,
        env={"PATH": ""},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(f"usage: python -m scripts {command}")
