"""Stamps: what shows simulated data says so."""

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from tableau_guard.document_parts import Sheet, Source, literal, sheets_of, sources_of
from tableau_guard.engines import Hyper, QueryError
from tableau_guard.field_checks import values_of
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package

# The sources whose data are made up, and the field that names a row's source.
SIMULATED, SOURCE_NAME = {"sample"}, "source_name"


def check_stamps(package: Package, hyper: Hyper) -> Iterator[Finding]:
    """Whether data sources, dashboards and sheets say that data are simulated, where they are."""
    root = package.root
    every = sources_of(root)
    sources = {name: one for name, one in every.items() if _is_simulated(package, one, hyper)}
    for source in sources.values():
        captions = [one.get("caption") for one in source.element.iter("object")]
        yield from _unsaid(source.caption, [source.caption])
        yield from _unsaid(f"{source.caption}, its tables", captions)
    for dashboard in root.findall("dashboards/dashboard") if sources else ():
        yield from _unsaid(dashboard.get("name", ""), _texts(dashboard))
    for sheet in sheets_of(root).values():
        shown = {one.get("name") for one in sheet.view.findall("datasources/datasource")}
        if shown & sources.keys() and not _is_of_others(sheet):
            title = sheet.element.find("layout-options/title")
            yield from _unsaid(sheet.name, [] if title is None else _texts(title))


def _is_simulated(package: Package, source: Source, hyper: Hyper) -> bool:
    with suppress(QueryError, KeyError):
        return bool(SIMULATED & values_of(package, source, SOURCE_NAME, hyper))
    return False


def _is_of_others(sheet: Sheet) -> bool:
    """Whether a filter of the sheet lets only data pass that are not simulated."""
    kept = [
        literal(one.get("member"))
        for item in sheet.filters
        if f":{SOURCE_NAME}:" in item.get("column", "")
        for one in item.iter("groupfilter")
        if one.get("function") == "member"
    ]
    return bool(kept) and not SIMULATED & set(kept)


def _texts(element: etree._Element) -> list[str]:
    return [run.text or "" for run in element.iter("run")]


def _unsaid(where: str, texts: list[str]) -> Iterator[Finding]:
    if "simulated" not in " ".join(texts).lower():
        yield Finding(Rule.STAMP, where)
