"""The relationship data source: actions with their sessions and enrollments, each in its grain."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from xml.etree.ElementTree import Element

import duckdb

from scripts.errors import UserError
from scripts.tableau.document import add, identifier
from scripts.tableau.fields import Column
from scripts.tableau.source import (
    EXTRACTS,
    Source,
    add_column,
    add_folders,
    add_layout,
    add_metadata_record,
    add_object_column,
    document_root,
    hyper_connection,
)
from scripts.warehouse import one_row, quoted

CAPTION, FILE = "MOOC model", "mooc_model.hyper"
FACT = "tableau_actions"
# Table -> the key that it shares with the actions, unique there.
RELATED = {"tableau_sessions": "session_id", "tableau_enrollments": "enrollment_key"}
TABLES = (FACT, *RELATED)


@dataclass(frozen=True)
class Model:
    """The tables of the model, the fact first."""

    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        """Its caption, stamped where data are simulated."""
        stamp = self.sources[0].stamp
        return f"{CAPTION} ({stamp})" if stamp else CAPTION

    @property
    def connection(self) -> str:
        """The name of the connection."""
        return f"hyper.{identifier('connection', CAPTION)[:28]}"

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """The name of each field, by table and column: bare, or with its table where taken."""
        names: dict[tuple[str, str], str] = {}
        for source in self.sources:
            for column in without_parameters(source):
                taken = column.name in names.values()
                name = f"{column.name} ({source.table})" if taken else column.name
                names[source.table, column.name] = name
        return names

    @property
    def fields(self) -> Iterator[Column]:
        """The fields under their names in the model.

        A dimension of several tables is shown once, as that of the last of them, whose rows are
        the fewest; the other copies, and every number of several tables, bear their table's name.
        """
        every = [(source, c) for source in self.sources for c in without_parameters(source)]
        counts = Counter(column.caption.casefold() for _, column in every)
        last = {column.name: source.table for source, column in every}
        for source, column in every:
            is_dimension = column.role == "dimension"
            is_elsewhere = is_dimension and last[column.name] != source.table
            is_alone = counts[column.caption.casefold()] == 1 or (is_dimension and not is_elsewhere)
            yield replace(
                column,
                name=self.names[source.table, column.name],
                caption=column.caption if is_alone else f"{column.caption} ({source.caption})",
                formula=self.renamed(column.formula, source.table),
                is_hidden=column.is_hidden or is_elsewhere,
            )

    def renamed(self, formula: str, table: str) -> str:
        """A formula of a table with the names that its fields have in the model."""
        return re.sub(r"\[(\w+)\]", lambda name: f"[{self.names[table, name[1]]}]", formula)


def without_parameters(source: Source) -> list[Column]:
    """The columns of a data source but those that read a parameter of a workbook."""
    return [column for column in source.columns.values() if not column.reads_parameter]


def model_of(sources: Mapping[str, Source]) -> Model:
    """The model over the data sources of its tables."""
    return Model(tuple(sources[table] for table in TABLES))


def check_keys(connection: duckdb.DuckDBPyConnection, relations: Mapping[str, str]) -> None:
    """Raise UserError when a key of a related table is empty or there twice."""
    for table, key in RELATED.items():
        rows, keys = one_row(
            connection, f"select count(*), count(distinct {quoted(key)}) from {relations[table]}"
        )
        if rows != keys:
            raise UserError(
                f"{table}.{key}: empty or there twice, so that no table can be related by it; "
                "run `make build` and see which test fails"
            )


def add_table(parent: Element, model: Model, source: Source) -> None:
    """A table of the extract."""
    attributes = {"connection": model.connection, "name": source.table}
    table = {"table": f"[Extract].[{source.table}]", "type": "table"}
    add(parent, "relation", {**attributes, **table})


def add_connection(root: Element, model: Model) -> None:
    """The connection, its tables, and which column is which."""
    connection = add(root, "connection", {"class": "federated"})
    named = add(
        add(connection, "named-connections"),
        "named-connection",
        {"caption": model.title, "name": model.connection},
    )
    add(named, "connection", {**hyper_connection(f"{EXTRACTS}/{FILE}"), "username": ""})
    collection = add(connection, "relation", {"type": "collection"})
    for source in model.sources:
        add_table(collection, model, source)
    every = [
        (model.names[source.table, column.name], source, column)
        for source in model.sources
        for column in source.physical
    ]
    columns = add(connection, "cols")
    for name, source, column in sorted(every, key=lambda item: item[0]):
        add(columns, "map", {"key": f"[{name}]", "value": f"[{source.table}].[{column.name}]"})
    records = add(connection, "metadata-records")
    for ordinal, (name, source, column) in enumerate(every):
        add_metadata_record(records, column, ordinal, source.table, source.object_id, name)


def add_columns(root: Element, model: Model) -> None:
    """The fields, the tables and the folders."""
    fields = sorted(model.fields, key=lambda field: field.name)
    for field in fields:
        add_column(root, field)
    for source in model.sources:
        add_object_column(root, source.title, source.object_id)
    add_folders(root, fields)


def add_object_graph(root: Element, model: Model) -> None:
    """The tables as objects, and how they are related."""
    graph = add(root, "object-graph")
    objects = add(graph, "objects")
    for source in model.sources:
        element = add(objects, "object", {"caption": source.title, "id": source.object_id})
        add_table(add(element, "properties", {"context": ""}), model, source)
    relationships = add(graph, "relationships")
    fact, *others = model.sources
    for source in others:
        key = RELATED[source.table]
        relationship = add(relationships, "relationship")
        equal = add(relationship, "expression", {"op": "="})
        for table in (fact.table, source.table):
            add(equal, "expression", {"op": f"[{model.names[table, key]}]"})
        add(relationship, "first-end-point", {"object-id": fact.object_id})
        add(relationship, "second-end-point", {"object-id": source.object_id})


def model_document(model: Model) -> Element:
    """The model as a document."""
    root = document_root(model.title)
    add_connection(root, model)
    add(root, "aliases", {"enabled": "yes"})
    add_columns(root, model)
    add_layout(root)
    add_object_graph(root, model)
    return root
