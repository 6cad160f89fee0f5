"""The models, the declaration and a first test of a new source, to be changed."""

import re
from argparse import Namespace
from pathlib import Path
from string import Template

from scripts.contract import contract
from scripts.errors import UserError
from scripts.project_settings import known_sources

PROJECT = Path(__file__).parents[2]

DECLARATION = Template("""\
sources:
  - name: $name
    description: >
      Say here whose data these are. Files with the contract's columns lie at
      `<data_dir>/$name/<table>.csv`, or any number of them below `<data_dir>/$name/<table>/`.
    config:
      enabled: "{{ '$name' in var('sources') }}"
      meta:
        endings: [.csv, .csv.gz, .parquet]
        delimiter: ","
        is_quoted: true
        is_optional: true
        has_contract_columns: true
    tables:
""")
TABLE = Template("""\
      - name: $table
        description: One row per $row.
        columns:
""")
COLUMN = Template(
    "          - {name: $column, description: \"{{ doc('$column') }}\", "
    "config: {meta: {headers: [$column]}}}\n"
)
MODEL = Template("""\
  - name: $model
    description: >
      $grain
    config: {${materialized}enabled: "{{ '$name' in var('sources') }}"}
""")
TEST = Template('''\
"""The source $name: every raw row is accounted for."""

from conftest import CHAIN_OF_ACTIONS, Place, csv_text

HEADER = "user_id,course_id,action_type,acted_at"
ROW = "ana,sql,watch,2026-03-01 10:00:00"
SHORT_ROW = "ben,sql,watch"
LEDGER = "select raw_row_count, kept_row_count, rejected_row_count from quality.row_ledger"


def test_a_short_line_is_rejected_and_a_repeated_row_is_two_actions(tmp_path):
    place = Place(tmp_path, "$name")
    place.write("$name/actions.csv", csv_text(HEADER, ROW, ROW, SHORT_ROW))
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(f"{LEDGER} where table_name = 'actions'") == [(3, 2, 1)]
    assert place.rows("select user_id from marts.fct_actions") == [("ana",), ("ana",)]
''')


def files_of(name: str) -> dict[str, str]:
    """The text of each file of a new source by its path below the project's folder."""
    folder = f"models/staging/{name}"
    declaration, models = DECLARATION.substitute(name=name), "models:\n"
    files = {f"tests/python/staging/{name}/test_{name}.py": TEST.substitute(name=name)}

    def add(model: str, place: str, sql: str, grain: str, materialized: str = "") -> None:
        nonlocal models
        files[f"{folder}/{place}{model}.sql"] = f"{{{{ {sql} }}}}\n"
        models += "" if models.endswith("models:\n") else "\n"
        models += MODEL.substitute(model=model, grain=grain, materialized=materialized, name=name)

    for table, columns in contract().items():
        row = "activity" if table == "activities" else table.removesuffix("s")
        declaration += TABLE.substitute(table=table, row=row)
        for column in columns:
            if column.is_required or column.name == "course_id":
                declaration += COLUMN.substitute(column=column.name)
        add(
            f"base_{name}__{table}",
            "base/",
            f"base_contract('{name}', '{table}')",
            f"One row per raw row of the table {table} of {name}, typed and judged.",
            "materialized: from_files, ",
        )
        add(
            f"stg_{name}__{table}",
            "",
            f"stg_contract('{name}', '{table}')",
            f"One row per usable raw row of the table {table} of {name}.",
        )
    tables = ", ".join(f"'{table}'" for table in contract())
    add(
        f"stg_{name}__raw_rows",
        "",
        f"stg_raw_rows('{name}', [{tables}])",
        f"One row per raw row of {name}, over all its tables, with its verdict.",
    )
    # The one table that must be there.
    first = "One row per action.\n"
    is_there = first + "        config: {meta: {is_optional: false}}\n"
    files[f"{folder}/_{name}__sources.yml"] = declaration.replace(first, is_there, 1)
    files[f"{folder}/_{name}__models.yml"] = models
    return files


def run(chosen: Namespace) -> int:
    """Write the files of a new source and say what comes next; raises UserError."""
    name = chosen.name
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise UserError(f"{name}: expected a name of small letters and digits, such as campus")
    if name in known_sources():
        raise UserError(f"{name}: there is such a source; choose another name")
    for path, text in files_of(name).items():
        target = PROJECT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    print("Next: docs/sources.md, step 2")
    return 0
