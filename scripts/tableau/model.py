"""The relationship data source: actions with their sessions and enrollments, each in its grain."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import duckdb

from scripts.errors import UserError
from scripts.tableau.document import add, identifier
from scripts.tableau.source import (
    EXTRACTS,
    Source,
    add_column,
    add_layout,
    add_metadata_record,
    add_object_column,
    document_root,
    hyper_connection,
)
from scripts.warehouse import quoted

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

    @property
    def names(self) -> dict[tuple[str, str], str]:
        """The name of each column, by table and column: bare, or with its table where taken."""
        names: dict[tuple[str, str], str] = {}
        for source in self.sources:
            for column in source.physical:
                taken = column.name in names.values()
                name = f"{column.name} ({source.table})" if taken else column.name
                names[source.table, column.name] = name
        return names


def model_of(sources: Mapping[str, Source]) -> Model:
    """The model over the data sources of its tables."""
    return Model(tuple(sources[table] for table in TABLES))


def check_keys(connection: duckdb.DuckDBPyConnection, relations: Mapping[str, str]) -> None:
    """Raise UserError when a key of a related table is empty or there twice."""
    for table, key in RELATED.items():
        rows, keys = connection.execute(
            f"select count(*), count(distinct {quoted(key)}) from {relations[table]}"
        ).fetchone()
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
    columns = add(connection, "cols")
    for (table, column), name in sorted(model.names.items(), key=lambda item: item[1]):
        add(columns, "map", {"key": f"[{name}]", "value": f"[{table}].[{column}]"})
    records = add(connection, "metadata-records")
    every = [(source, column) for source in model.sources for column in source.physical]
    for ordinal, (source, column) in enumerate(every):
        name = model.names[source.table, column.name]
        add_metadata_record(records, column, ordinal, source.table, source.object_id, name)


def add_columns(root: Element, model: Model) -> None:
    """The fields; of a shared key, the copy of the actions is hidden too."""
    captions: set[str] = set()
    for source in model.sources:
        for column in source.physical:
            caption = column.caption
            if caption.casefold() in captions:
                caption = f"{caption} ({source.caption})"
            captions.add(caption.casefold())
            if source.table == FACT and column.name in RELATED.values():
                column = replace(column, is_hidden=True)
            add_column(root, column, model.names[source.table, column.name], caption)
    for source in model.sources:
        add_object_column(root, source.title, source.object_id)


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
