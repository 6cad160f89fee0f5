"""What a document says: data sources with their fields, parameters, sheets and references."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tableau_guard.formula import Expression
from tableau_guard.zip_package import extract_paths

REFERENCE = re.compile(r"\[([^\[\]]*)\]\.\[([^\[\]]*)\]")
PARAMETERS = "Parameters"


def inner(name: str | None) -> str:
    """A name without its brackets."""
    return (name or "").removeprefix("[").removesuffix("]")


def repeated(values: Iterable) -> list:
    """The values that occur more than once."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


def references(text: str | None) -> list[str]:
    """Every reference [data source].[field] within a text, in order."""
    return [match.group(0) for match in REFERENCE.finditer(text or "")]


def parts(reference: str) -> tuple[str, str]:
    """The data source of a reference and what it names there, both without brackets."""
    match = REFERENCE.fullmatch(reference)
    return match.groups() if match else ("", reference)


def literal(text: str | None) -> str | bool | int | float | None:
    """The value of a literal as documents write it: quoted text, date, number, truth, %null%."""
    text = text or ""
    if text in ("%null%", ""):
        return None
    if text in ("true", "false"):
        return text == "true"
    if text[0] in "\"'#":
        return text.strip(text[0])
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text


@dataclass(frozen=True)
class Field:
    """A column of a data source with its type, how people see it and, if computed, its formula."""

    name: str
    element: etree._Element
    datatype: str
    caption: str
    formula: str | None
    is_hidden: bool
    description: str

    @classmethod
    def of(cls, element: etree._Element) -> "Field":
        """The field that a column describes."""
        calculation = element.find("calculation")
        return cls(
            inner(element.get("name")),
            element,
            element.get("datatype", ""),
            element.get("caption", ""),
            None if calculation is None else calculation.get("formula", ""),
            element.get("hidden") == "true",
            "".join(element.xpath("desc/formatted-text/run/text()")).strip(),
        )


@dataclass(frozen=True)
class Source:
    """A data source with its fields; `table` is the first table of its extract."""

    name: str
    element: etree._Element
    fields: dict[str, Field]

    @classmethod
    def of(cls, element: etree._Element) -> "Source":
        """The data source that an element describes."""
        columns = element.xpath("column[not(@datatype='table')]")
        fields = {field.name: field for field in map(Field.of, columns)}
        return cls(element.get("name") or element.get("formatted-name") or "", element, fields)

    @cached_property
    def translated(self) -> dict[tuple, Expression]:
        """Where translations of its calculations are kept, by field and values of parameters."""
        return {}

    @property
    def caption(self) -> str:
        """How people see it."""
        return self.element.get("caption") or self.element.get("formatted-name") or self.name

    @cached_property
    def extract(self) -> str:
        """The path of its extract in the package, empty without one."""
        return (extract_paths(self.element) or [""])[0]

    @cached_property
    def tables(self) -> dict[str, tuple[str, str]]:
        """Name of each relation, and schema and name of the table in the extract it stands for."""
        found = self.element.xpath("connection[1]//relation[@type='table']")
        return {one.get("name", ""): parts(one.get("table", "")) for one in found}

    @cached_property
    def origins(self) -> dict[str, tuple[str, str]]:
        """Relation and column that each field stands for, calculations left out."""
        if mapped := self.element.findall("connection/cols/map"):
            return {inner(one.get("key")): parts(one.get("value", "")) for one in mapped}
        [relation, *_] = self.tables or [""]
        own = (name for name, field in self.fields.items() if field.formula is None)
        return {name: (relation, name) for name in own}


def sources_of(root: etree._Element) -> dict[str, Source]:
    """Every data source of a document but the parameters, by its name."""
    elements = [root] if root.tag == "datasource" else root.findall("datasources/datasource")
    found = [Source.of(one) for one in elements if one.get("name") != PARAMETERS]
    return {source.name: source for source in found}


def parameters_of(root: etree._Element) -> dict[str, etree._Element]:
    """Every parameter of a workbook, by its reference."""
    columns = root.findall(f"datasources/datasource[@name='{PARAMETERS}']/column")
    return {f"[{PARAMETERS}].{one.get('name')}": one for one in columns}


@dataclass(frozen=True)
class Instance:
    """A field as a sheet uses it: derived, and of a kind."""

    source: str
    column: str
    derivation: str
    kind: str
    element: etree._Element


def instances_of(place: etree._Element) -> dict[str, Instance]:
    """The column instances that a view or dashboard declares, by reference."""
    return {
        f"[{one.getparent().get('datasource', '')}].{one.get('name')}": Instance(
            one.getparent().get("datasource", ""),
            inner(one.get("column")),
            one.get("derivation", ""),
            one.get("type", ""),
            one,
        )
        for one in place.findall("datasource-dependencies/column-instance")
    }


class ShelfError(ValueError):
    """A shelf whose text cannot be read."""


def shelf_panes(text: str | None) -> list[list[str]]:
    """The references of each pane of a shelf: `a / b` nests, `a * b` crosses, `a + b` adds a pane.

    Raises ShelfError.
    """
    if not (text or "").strip():
        return [[]]
    # With a name for each reference, it is an expression of Python.
    named = REFERENCE.sub(lambda match: f" _{match.start()} ", text).strip()
    reference_of = {f"_{match.start()}": match.group(0) for match in REFERENCE.finditer(text)}

    def panes(node: ast.expr) -> list[list[str]]:
        match node:
            case ast.Name(name) if name in reference_of:
                return [[reference_of[name]]]
            case ast.BinOp(left, ast.Add(), right):
                return panes(left) + panes(right)
            case ast.BinOp(left, ast.Div() | ast.Mult(), right):
                return [one + other for one in panes(left) for other in panes(right)]
        raise ShelfError(f"{text!r}: {ast.unparse(node)} is not expected")

    try:
        return panes(ast.parse(named, mode="eval").body)
    except SyntaxError as error:
        raise ShelfError(f"{text!r}: {error.msg}") from error


@dataclass(frozen=True)
class Sheet:
    """A worksheet, its parts and what it refers to."""

    element: etree._Element

    @property
    def name(self) -> str:
        """Its name."""
        return self.element.get("name", "")

    @property
    def view(self) -> etree._Element:
        """Its view, empty where there is none."""
        found = self.element.find("table/view")
        return etree.Element("view") if found is None else found

    @property
    def panes(self) -> list[etree._Element]:
        """Its panes."""
        return self.element.findall("table/panes/pane")

    @property
    def filters(self) -> list[etree._Element]:
        """Its filters."""
        return self.view.findall("filter")

    def shelf(self, name: str) -> list[list[str]]:
        """The panes of its shelf `rows` or `cols`; raises ShelfError."""
        return shelf_panes(self.element.findtext(f"table/{name}"))

    @property
    def shelved(self) -> list[str]:
        """Every reference on its shelves."""
        texts = [self.element.findtext(f"table/{name}") for name in ("rows", "cols")]
        return [reference for text in texts for reference in references(text)]

    @property
    def encoded(self) -> list[str]:
        """Every reference in its encodings."""
        return [
            one.get("column", "") for pane in self.panes for one in pane.iterfind("encodings/*")
        ]


def sheets_of(root: etree._Element) -> dict[str, Sheet]:
    """Every worksheet by its name."""
    return {one.get("name", ""): Sheet(one) for one in root.findall("worksheets/worksheet")}
