"""Corrupted input of every source: a clear sentence, or each of its rows in the ledger.

The corrupted files of a form go through one build, beside a sound one. The environment variable
MOOC_FUZZ_COUNT says how many of them there are.
"""

import os
import re
from collections.abc import Callable

import duckdb
import pytest
from conftest import CHAIN_OF_ACTIONS, Place, copy_project
from corruption import Sound, corrupted, corrupted_gzip, cut_short, with_other_bytes
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from raw_files import find_fault

from scripts.dbt import DbtFailure
from scripts.simulate.raw.forms import FORMS
from scripts.simulate.raw.plan import plan
from scripts.simulate.sample import SEED

COUNT = int(os.environ.get("MOOC_FUZZ_COUNT", "60"))
HEADER_COUNT = max(2, COUNT // 40)
LINES = ("edx", "xapi")
UNQUOTED = ("act_mooc",)
PARQUET = ("files", "oulad")


def examples(strategy: st.SearchStrategy, count: int) -> list:
    """So many examples of a strategy, the same in every run."""
    found: list = []

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(example: object) -> None:
        found.append(example)

    keep()
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project, in which a table may lie in any number of files."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    for path in folder.glob("models/staging/*/_*__sources.yml"):
        path.write_text(path.read_text().replace("is_one_file: true", "is_one_file: false"))
    return folder


@pytest.fixture(scope="module")
def sound_files() -> Callable[[str], list[Sound]]:
    """A function that gives the sound files of a form, one for each table."""
    simulated = plan(SEED)

    def of(name: str) -> list[Sound]:
        tables: dict[tuple[str, str], list[bytes]] = {}
        for path, content in FORMS[name].write(simulated).files.items():
            table, *_ = re.split("[/.]", path)
            if path.endswith(".gz"):
                path, content = path.removesuffix(".gz"), gzip_text(content)
            tables.setdefault((table, "." + path.rpartition(".")[2]), []).append(content)
        delimiter = "" if name in LINES else "\t" if name in UNQUOTED else ","
        return [
            cut_short(table, ending, delimiter, files)
            for (table, ending), files in tables.items()
        ]

    return of
