"""What a document says: data sources with their fields, parameters, sheets and references."""

import re
from collections import Counter
from collections.abc import Iterable
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
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


@dataclass(frozen=True)
class Field:
    """A column of a data source; one with a formula is a calculation."""

    name: str
    element: etree._Element

    @property
    def datatype(self) -> str:
        """Its type in Tableau's words."""
        return self.element.get("datatype", "")

    @property
    def caption(self) -> str:
        """How people see it."""
        return self.element.get("caption", "")

    @cached_property
    def formula(self) -> str | None:
        """The formula of a calculation."""
        calculation = self.element.find("calculation")
        return None if calculation is None else calculation.get("formula", "")

    @property
    def is_hidden(self) -> bool:
        """Whether people do not see it."""
        return self.element.get("hidden") == "true"

    @property
    def description(self) -> str:
        """Its description."""
        return "".join(self.element.xpath("desc/formatted-text/run/text()")).strip()


@dataclass(frozen=True)
class Source:
    """A data source with its fields; `table` is the first table of its extract."""

    name: str
    element: etree._Element
    fields: dict[str, Field]

    @classmethod
    def of(cls, element: etree._Element) -> "Source":
        """The data source that an element describes."""
        columns = [one for one in element.findall("column") if one.get("datatype") != "table"]
        fields = {inner(one.get("name")): Field(inner(one.get("name")), one) for one in columns}
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
        connection = self.element.find("connection")
        if connection is None:
            return {}
        found = [one for one in connection.iter("relation") if one.get("type") == "table"]
        return {one.get("name", ""): parts(one.get("table", "")) for one in found}

    @cached_property
    def origins(self) -> dict[str, tuple[str, str]]:
        """Relation and column that each field stands for, calculations left out."""
        mapped = self.element.findall("connection/cols/map")
        if mapped:
            return {inner(one.get("key")): parts(one.get("value", "")) for one in mapped}
        [relation, *_] = self.tables or [""]
        return {
            name: (relation, name) for name, field in self.fields.items() if field.formula is None
        }


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
    found = {}
    for dependencies in place.findall("datasource-dependencies"):
        source = dependencies.get("datasource", "")
        for one in dependencies.findall("column-instance"):
            found[f"[{source}].{one.get('name')}"] = Instance(
                source,
                inner(one.get("column")),
                one.get("derivation", ""),
                one.get("type", ""),
                one,
            )
    return found


class ShelfError(ValueError):
    """A shelf whose text cannot be read."""


def shelf_panes(text: str | None) -> list[list[str]]:
    """The references of each pane of a shelf: `a / b` nests, `a * b` crosses, `a + b` adds a pane.

    Raises ShelfError.
    """
    tokens = re.findall(r"\[[^\[\]]*\]\.\[[^\[\]]*\]|\S", text or "")
    if not tokens:
        return [[]]
    panes, rest = _sum(tokens)
    if rest:
        raise ShelfError(f"{text!r}: {rest[0]!r} is not expected")
    return panes


def _sum(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    panes, rest = _product(tokens)
    while rest and rest[0] == "+":
        more, rest = _product(rest[1:])
        panes = panes + more
    return panes, rest


def _product(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    panes, rest = _operand(tokens)
    while rest and rest[0] in "/*":
        more, rest = _operand(rest[1:])
        panes = [one + other for one in panes for other in more]
    return panes, rest


def _operand(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    if tokens and tokens[0] == "(":
        panes, rest = _sum(tokens[1:])
        if not rest or rest[0] != ")":
            raise ShelfError("a bracket is not closed")
        return panes, rest[1:]
    if not tokens or not REFERENCE.fullmatch(tokens[0]):
        raise ShelfError(f"{tokens[:1]} is no field")
    return [[tokens[0]]], tokens[1:]


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
