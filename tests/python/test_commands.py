"""Every command of the Makefile starts as a process of its own, without what pytest adds."""

import re
import subprocess
import sys

import pytest
from conftest import PROJECT

MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"-m (scripts(?:\.\w+)+)", MAKEFILE)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_starts_and_says_how_it_is_used_or_what_it_needs(command, tmp_path):
    places = {"MOOC_WAREHOUSE": str(tmp_path / "none.duckdb"), "MOOC_EXPORTS": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "-m", command, "--help"],
        cwd=PROJECT,
        env={"PATH": "", **places},
        capture_output=True,
        text=True,
    )

    says_how = run.returncode == 0 and run.stdout.startswith(f"usage: python -m {command}")
    says_what = run.returncode == 2 and run.stderr.count("\n") == 1
    assert says_how or says_what, run.stderr
