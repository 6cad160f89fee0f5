"""Elements of Tableau's XML: how they are made, identified and written."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from scripts.texts import printable

USER = "http://www.tableausoftware.com/xml/user"
ElementTree.register_namespace("user", USER)

FORMAT_VERSION = "18.1"  # of the document format, not of a product
SOURCE_BUILD = "2025.3.2 (20253.26.0109.0333)"  # the oldest release the workbook is meant for
IDENTIFIERS = uuid5(NAMESPACE_URL, "mooc-user-actions/workbook")

# Flag of the manifest -> the constructs that need it. Tableau chooses its schema by these flags.
FLAGS = {
    "ObjectModelEncapsulateLegacy": (".//object-graph", ".//metadata-record/object-id"),
    "ObjectModelExtractV2": (".//extract[@object-id]",),
    "ObjectModelTableType": (".//column[@datatype='table']",),
    "SchemaViewerObjectModel": (".//object-graph", ".//folders-common"),
    "SetMembershipControl": (".//zone[@type-v2]",),
    "SheetIdentifierTracking": (".//worksheet/simple-id", ".//dashboard/simple-id"),
    "SortTagCleanup": (".//computed-sort", ".//manual-sort"),
    "WindowsPersistSimpleIdentifiers": (".//window/simple-id",),
}


def add(
    parent: Element,
    tag: str,
    attributes: Mapping[str, object] | None = None,
    text: str | None = None,
) -> Element:
    """A new last child. Attributes of None are left out; true and false are written so."""
    written = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in (attributes or {}).items()
        if value is not None
    }
    child = SubElement(parent, tag, written)
    child.text = text
    return child


def identifier(*parts: str) -> str:
    """32 hexadecimal digits that depend on the parts alone."""
    return uuid5(IDENTIFIERS, "/".join(parts)).hex


def simple_id(parent: Element, *parts: str) -> None:
    """The element that tells a sheet or window from all others."""
    add(parent, "simple-id", {"uuid": f"{{{str(UUID(identifier(*parts))).upper()}}}"})


def quoted_value(value: object, datatype: str) -> str:
    """A value as Tableau writes it: texts in quotes, numbers and flags bare."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if datatype == "string" else str(value)


def add_manifest(root: Element) -> None:
    """Declare the flags whose constructs are in the finished tree, as its first child."""
    manifest = Element("document-format-change-manifest")
    for flag, constructs in FLAGS.items():
        if any(root.find(path) is not None for path in constructs):
            add(manifest, flag)
    root.insert(0, manifest)


def as_bytes(root: Element) -> bytes:
    """The finished document with its manifest: UTF-8 without a byte-order mark."""
    add_manifest(root)
    ElementTree.indent(root)
    text = printable(ElementTree.tostring(root, encoding="unicode"))
    return f"<?xml version='1.0' encoding='utf-8' ?>\n\n{text}\n".encode()
