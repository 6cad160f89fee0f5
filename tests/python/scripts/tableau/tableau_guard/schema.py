"""Tableau's own schemas of workbooks."""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from conftest import PROJECT
from lxml import etree

from tableau_guard.rules import Finding, Rule

FOLDER = PROJECT / "tests" / "tableau_xsd"
VERSIONS = {"2026.1": "2026_1/twb_2026.1.0.xsd", "2026.2": "2026_2/twb_2026.2.0.xsd"}
# libxml2 refuses an import that does not say where its schema lies.
STUBS = {
    "http://www.tableausoftware.com/xml/user": "stubs/user.xsd",
    "http://www.w3.org/XML/1998/namespace": "stubs/xml.xsd",
}
IMPORT = "{http://www.w3.org/2001/XMLSchema}import"
# The schemas ask for elements at the end of a workbook that no workbook written by Tableau has.
TAIL = re.compile(
    r"Element 'workbook': Missing child element\(s\)\. Expected is .*explain-data"
    r"|Element '(explain-data|accelerator-details|data-orientation)'"
)
FORMAT_VERSION = "18.1"
# Attributes that stand on a data source for itself and not on one within a workbook.
OWN_ATTRIBUTES = ("formatted-name",)


@cache
def schema(version: str) -> etree.XMLSchema:
    """The schema of a version of Tableau."""
    tree = etree.parse(FOLDER / VERSIONS[version])
    for imported in tree.getroot().findall(IMPORT):
        imported.set("schemaLocation", (FOLDER / STUBS[imported.get("namespace")]).as_uri())
    return etree.XMLSchema(tree)


def as_workbook(root: etree._Element) -> etree._Element:
    """A workbook that holds nothing but a data source; there is no schema of .tds files."""
    source = deepcopy(root)
    workbook = etree.Element(
        "workbook", {"version": FORMAT_VERSION, "source-build": "0.0.0 (0000.0.0.0)"}
    )
    manifest = source.find("document-format-change-manifest")
    if manifest is not None:
        workbook.append(manifest)
    source.set("name", source.get("formatted-name", ""))
    for attribute in OWN_ATTRIBUTES:
        source.attrib.pop(attribute, None)
    etree.SubElement(workbook, "datasources").append(source)
    return workbook


def check_schema(root: etree._Element) -> Iterator[Finding]:
    """Whether a document fits both schemas; only the unavoidable end of a workbook is let pass."""
    is_source = root.tag == "datasource"
    document = as_workbook(root) if is_source else root
    for version in VERSIONS:
        validator = schema(version)
        validator.validate(document)
        for error in validator.error_log:
            if not TAIL.search(error.message) and not (is_source and _is_absence(error.message)):
                yield Finding(Rule.SCHEMA, f"{version}, line {error.line}: {error.message}")


def _is_absence(message: str) -> bool:
    return message.startswith("Element 'workbook': Missing child element")


def check_format_version(root: etree._Element) -> Iterator[Finding]:
    """Whether the document says what it is."""
    if root.get("version") != FORMAT_VERSION:
        yield Finding(Rule.FORMAT_VERSION, f"version is {root.get('version')}")
    if root.tag == "workbook" and not root.get("source-build"):
        yield Finding(Rule.FORMAT_VERSION, "source-build is missing")
