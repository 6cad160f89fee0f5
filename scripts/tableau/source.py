"""Data sources: one extract with its fields, as an element of a workbook or a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from scripts.tableau.document import FORMAT_VERSION, add, identifier, quoted_value
from scripts.tableau.fields import AGGREGATIONS, Column, Reference
from scripts.tableau.parameters import Parameter, add_parameters

EXTRACTS = "Data/Extracts"
# No clock is read: the same data give the same document.
UPDATED, REFRESHED = "01/01/2026 12:00:00 AM", "2026-01-01 00:00:00.000"


@dataclass
class Source:
    """An export table as Tableau sees it: `columns` by name, calculations among them.

    `colors` maps the values of one column to colours; `stamp` says that data are simulated.
    """

    table: str
    caption: str
    columns: dict[str, Column]
    row_count: int
    colors: tuple[str, dict[object, str]] | None = None
    parameters: list[Parameter] = field(default_factory=list)
    stamp: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError when two fields have one caption."""
        captions = [column.caption.casefold() for column in self.columns.values()]
        twice = sorted({caption for caption in captions if captions.count(caption) > 1})
        if twice:
            raise ValueError(f"{self.table}: two fields are called {twice[0]!r}")

    @property
    def title(self) -> str:
        """Its caption, stamped where data are simulated: "Sessions (simulated data)"."""
        return f"{self.caption} ({self.stamp})" if self.stamp else self.caption

    @property
    def name(self) -> str:
        """Its name in a workbook."""
        return f"federated.{identifier('source', self.table)[:28]}"

    @property
    def connection(self) -> str:
        """The name of its connection."""
        return f"hyper.{identifier('connection', self.table)[:28]}"

    @property
    def object_id(self) -> str:
        """The name of its one object."""
        digits = identifier("object", self.table).upper()
        return f"{self.caption.replace(' ', '_')}_{digits}"

    @property
    def extract_path(self) -> str:
        """Where its extract lies in a package."""
        return f"{EXTRACTS}/{self.table}.hyper"

    @property
    def physical(self) -> list[Column]:
        """The columns of the extract, in its order."""
        return [column for column in self.columns.values() if not column.formula]

    def reference(self, name: str, aggregate: str = "", kind: str = "") -> Reference:
        """A use of a column: aggregated, or its values of a kind (its own, where none is given)."""
        column = self.columns[name]
        if column.is_aggregated:
            return Reference(self.name, column, "User", "quantitative")
        if aggregate:
            return Reference(self.name, column, AGGREGATIONS[aggregate], "quantitative")
        return Reference(self.name, column, "None", kind or column.kind)

    def along(self, name: str) -> Reference:
        """A use of a column as a continuous axis: dates by the day."""
        column = self.columns[name]
        derivation = "Day-Trunc" if column.datatype in ("date", "datetime") else "None"
        return Reference(self.name, column, derivation, "quantitative")


def add_labels(element: Element, column: Column) -> None:
    """The words for the values of a column."""
    if column.labels:
        aliases = add(element, "aliases")
        for value, words in column.labels.items():
            key = quoted_value(value, column.datatype)
            add(aliases, "alias", {"key": key, "value": words})


def add_column(parent: Element, column: Column, is_copy: bool = False) -> None:
    """A column as the data source describes it, or shorter, as a sheet repeats it."""
    attributes = {
        "aggregation": column.aggregation,
        "caption": column.caption,
        "datatype": column.datatype,
        "default-format": column.format,
        "hidden": True if column.is_hidden and not is_copy else None,
        "name": f"[{column.name}]",
        "role": column.role,
        "type": column.kind,
    }
    element = add(parent, "column", attributes)
    if column.formula:
        add(element, "calculation", {"class": "tableau", "formula": column.formula})
    add_labels(element, column)
    if column.description and not is_copy:
        text = add(add(element, "desc"), "formatted-text")
        add(text, "run", text=column.description)


def add_instance(parent: Element, reference: Reference) -> None:
    """An instance of a column."""
    add(
        parent,
        "column-instance",
        {
            "column": f"[{reference.column.name}]",
            "derivation": reference.derivation,
            "name": reference.instance,
            "pivot": "key",
            "type": reference.kind,
        },
    )


def add_object_column(parent: Element, caption: str, object_id: str) -> None:
    """The column that stands for all rows of an object."""
    add(
        parent,
        "column",
        {
            "caption": caption,
            "datatype": "table",
            "name": f"[__tableau_internal_object_id__].[{object_id}]",
            "role": "measure",
            "type": "quantitative",
        },
    )


def add_metadata_record(
    parent: Element,
    column: Column,
    ordinal: int,
    table: str,
    object_id: str,
    local_name: str = "",
    family: str = "",
) -> None:
    """What Tableau knows of a column of the extract."""
    record = add(parent, "metadata-record", {"class": "column"})
    add(record, "remote-name", text=column.name)
    add(record, "remote-type", text=str(column.remote_type))
    add(record, "local-name", text=f"[{local_name or column.name}]")
    add(record, "parent-name", text=f"[{table}]")
    add(record, "remote-alias", text=column.name)
    add(record, "ordinal", text=str(ordinal))
    if family:
        add(record, "family", text=family)
    add(record, "local-type", text=column.datatype)
    add(record, "aggregation", text=column.metadata_aggregation)
    add(record, "contains-null", text="true")
    if column.datatype == "string":
        add(record, "collation", {"flag": 0, "name": "binary"})
    add(record, "object-id", text=f"[{object_id}]")


def add_metadata(parent: Element, source: Source, family: str = "") -> None:
    """The metadata of every column of the extract."""
    records = add(parent, "metadata-records")
    for ordinal, column in enumerate(source.physical):
        add_metadata_record(records, column, ordinal, "Extract", source.object_id, family=family)


def add_relation(parent: Element, connection: str | None = None) -> None:
    """The one table of an extract."""
    names = {"name": "Extract", "table": "[Extract].[Extract]", "type": "table"}
    add(parent, "relation", {"connection": connection, **names})


def hyper_connection(path: str) -> dict[str, str]:
    """The attributes of a connection to an extract in the package."""
    return {
        "authentication": "auth-none",
        "author-locale": "en_US",
        "class": "hyper",
        "dbname": path,
        "default-settings": "yes",
        "schema": "Extract",
        "sslmode": "",
    }


def add_connection(parent: Element, source: Source) -> None:
    """The connection to the extract as a database."""
    connection = add(parent, "connection", {"class": "federated"})
    named = add(
        add(connection, "named-connections"),
        "named-connection",
        {"caption": source.title, "name": source.connection},
    )
    attributes = hyper_connection(source.extract_path)
    add(named, "connection", {**attributes, "tablename": "Extract", "username": ""})
    add_relation(connection, source.connection)
    add_metadata(connection, source)


def add_extract(parent: Element, source: Source) -> None:
    """The same file as an extract, without which Tableau Public refuses a data source."""
    extract = add(
        parent, "extract", {"count": -1, "enabled": True, "object-id": "", "units": "records"}
    )
    attributes = {
        "access_mode": "readonly",
        **hyper_connection(source.extract_path),
        "tablename": "Extract",
        "update-time": UPDATED,
        "username": "tableau_internal_user",
    }
    connection = add(extract, "connection", attributes)
    add_relation(connection)
    event = {
        "add-from-file-path": source.table,
        "increment-value": "%null%",
        "refresh-type": "create",
        "rows-inserted": source.row_count,
        "timestamp-start": REFRESHED,
    }
    add(add(connection, "refresh"), "refresh-event", event)
    add_metadata(connection, source, family=source.title)


def add_folders(parent: Element, columns: Sequence[Column]) -> None:
    """The folders, each with its shown fields."""
    shown = [column for column in columns if not column.is_hidden]
    common = add(parent, "folders-common")
    for name in sorted({column.folder for column in shown}):
        folder = add(common, "folder", {"name": name})
        for column in shown:
            if column.folder == name:
                add(folder, "folder-item", {"name": f"[{column.name}]", "type": "field"})


def add_colors(parent: Element, source: Source) -> None:
    """The colours of the values of a column."""
    if not source.colors:
        return
    name, colors = source.colors
    column = source.columns[name]
    rule = add(add(parent, "style"), "style-rule", {"element": "mark"})
    encoding = {"attr": "color", "field": source.reference(name).instance, "type": "palette"}
    palette = add(rule, "encoding", encoding)
    for value, color in colors.items():
        bucket = add(palette, "map", {"to": color})
        add(bucket, "bucket", text=quoted_value(value, column.datatype))


def add_object_graph(parent: Element, source: Source) -> None:
    """The one object, as a database and as an extract."""
    objects = add(add(parent, "object-graph"), "objects")
    names = {"caption": source.title, "id": source.object_id}
    element = add(objects, "object", names)
    add_relation(add(element, "properties", {"context": ""}), source.connection)
    add_relation(add(element, "properties", {"context": "extract"}))


def add_layout(parent: Element) -> None:
    """How the pane of fields is ordered."""
    orders = {"dim-ordering": "alphabetic", "measure-ordering": "alphabetic"}
    add(parent, "layout", {**orders, "show-structure": True})


def fill(element: Element, source: Source, columns: Sequence[Column]) -> None:
    """All that a data source consists of, in the order of the schema."""
    add_connection(element, source)
    add(element, "aliases", {"enabled": "yes"})
    for column in sorted(columns, key=lambda column: column.name):
        add_column(element, column)
    add_object_column(element, source.title, source.object_id)
    if source.colors:
        add_instance(element, source.reference(source.colors[0]))
    add_folders(element, columns)
    add_extract(element, source)
    add_layout(element)
    add_colors(element, source)


def add_source(parent: Element, source: Source) -> None:
    """The data source within a workbook."""
    attributes = {"caption": source.title, "inline": True, "name": source.name}
    element = add(parent, "datasource", {**attributes, "version": FORMAT_VERSION})
    fill(element, source, list(source.columns.values()))
    add_parameters(element, source.parameters)
    add_object_graph(element, source)


def document_root(caption: str) -> Element:
    """The root of a document that is a data source."""
    return Element(
        "datasource", {"formatted-name": caption, "inline": "true", "version": FORMAT_VERSION}
    )


def source_document(source: Source) -> Element:
    """The data source as a document of its own, without what reads a parameter of a workbook."""
    root = document_root(source.title)
    fill(root, source, [c for c in source.columns.values() if not c.reads_parameter])
    add_object_graph(root, source)
    return root
