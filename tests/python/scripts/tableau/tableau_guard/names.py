"""Names and identifiers: none empty, none twice."""

from collections.abc import Iterator

from lxml import etree

from tableau_guard.document_parts import parts, references, repeated
from tableau_guard.rules import Finding, Rule

NAMED = ("column", "column-instance", "worksheet", "dashboard", "datasource", "folder", "window")


def check_names(root: etree._Element) -> Iterator[Finding]:
    """Whether sheets, dashboards, data sources and simple ids can be told apart."""
    for element in root.iter(*NAMED):
        if element.get("name", "-") in ("", "[]"):
            yield Finding(Rule.NAMED, f"line {element.sourceline}: {element.tag}")
    for element in root.iter(etree.Element):
        for value in (element.text, *element.attrib.values()):
            if "[]" in (value or "") and any("" in parts(one) for one in references(value)):
                yield Finding(Rule.NAMED, f"line {element.sourceline}: {value}")
    identifiers = [one.get("uuid") for one in root.iter("simple-id")]
    for identifier in repeated(identifiers):
        yield Finding(Rule.UNIQUE_ID, f"simple-id {identifier} twice")
    shown = [one.get("name") for one in root.iterfind("worksheets/worksheet")]
    shown += [one.get("name") for one in root.iterfind("dashboards/dashboard")]
    sources = root.findall("datasources/datasource")
    captions = [one.get("caption") for one in sources if one.get("caption")]
    for names in (shown, captions, [one.get("name") for one in sources]):
        for name in repeated((one or "").lower() for one in names):
            yield Finding(Rule.UNIQUE_NAME, f"{name!r} twice")
