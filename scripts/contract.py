"""The contract: the columns that every source gives, as the project's yml has them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

CONTRACT_FILE = Path(__file__).parents[1] / "models" / "intermediate" / "contract.yml"


@dataclass(frozen=True)
class Column:
    """A column of a contract table; `kind` is a word of contract.yml or the allowed values.

    `unit` is that of a number, `default` an SQL expression; None where there is none.
    """

    table: str
    name: str
    data_type: str
    kind: str | tuple[str, ...]
    unit: str | None
    is_required: bool
    key: int | None
    default: str | None


@cache
def contract() -> dict[str, tuple[Column, ...]]:
    """The columns of each contract table by its name, in order."""
    models = yaml.safe_load(CONTRACT_FILE.read_text(encoding="utf-8"))["models"]
    tables = {match[1]: model for model in models if (match := _table_name(model["name"]))}
    return {
        table: tuple(
            _column(table, column) for column in model["columns"] if "kind" in _meta(column)
        )
        for table, model in tables.items()
    }


def column_names(table: str) -> list[str]:
    """The names of the columns of a contract table, in order."""
    return [column.name for column in contract()[table]]


def _table_name(model_name: str) -> re.Match[str] | None:
    return re.fullmatch(r"int_(\w+)_unioned", model_name)


def _meta(column: dict) -> dict:
    return column.get("config", {}).get("meta", {})


def _column(table: str, column: dict) -> Column:
    meta = _meta(column)
    kind, default = meta["kind"], meta.get("default")
    return Column(
        table=table,
        name=column["name"],
        data_type=column["data_type"],
        kind=kind if isinstance(kind, str) else tuple(kind),
        unit=meta.get("unit"),
        is_required=meta.get("is_required", False),
        key=meta.get("key"),
        default=None if default is None else str(default),
    )
