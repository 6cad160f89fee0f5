"""Dashboards, their zones and controls, windows and actions."""

from collections.abc import Iterator

from lxml import etree

from tableau_guard.document_parts import (
    PARAMETERS,
    Sheet,
    instances_of,
    parameters_of,
    parts,
    repeated,
    sheets_of,
    sources_of,
)
from tableau_guard.rules import Finding, Rule
from tableau_guard.sheets import check_dependencies
from tableau_guard.zip_package import Package

WHOLE = 100_000
# Edges are whole numbers, so that neighbours may share a unit.
ROUNDING = 1
LEGENDS = ("color", "size", "shape")


def check_dashboards(package: Package) -> Iterator[Finding]:
    """Whether dashboards show sheets that exist, and windows and actions fit them."""
    root = package.root
    sheets = sheets_of(root)
    dashboards = {one.get("name", ""): one for one in root.findall("dashboards/dashboard")}
    placed = {name: _placed(dashboard) for name, dashboard in dashboards.items()}
    for name, dashboard in dashboards.items():
        yield from check_dependencies(name, dashboard, sources_of(root), parameters_of(root))
        if dashboard.find("datasources") is None:
            yield Finding(Rule.DASHBOARD_SOURCES, name)
        yield from check_zones(name, dashboard, sheets)
        yield from check_controls(name, dashboard, sheets, parameters_of(root))
    yield from check_windows(root, set(sheets), placed)
    yield from check_actions(root, set(sheets), placed)


def _zones(dashboard: etree._Element) -> list[etree._Element]:
    return dashboard.findall("zones//zone")


def _placed(dashboard: etree._Element) -> set[str]:
    return set(dashboard.xpath("zones//zone[@name != '' and not(@type-v2)]/@name"))


def check_zones(
    name: str, dashboard: etree._Element, sheets: dict[str, Sheet]
) -> Iterator[Finding]:
    """Whether zones lie within the dashboard and show sheets that exist."""
    zones = _zones(dashboard)
    for identifier in repeated(zone.get("id") for zone in zones):
        yield Finding(Rule.UNIQUE_ID, f"{name}: zone {identifier} twice")
    for zone in zones:
        where = f"{name}: zone {zone.get('id')}"
        left, top, right, bottom = _edges(zone)
        if min(left, top, right - left, bottom - top) < 0 or max(right, bottom) > WHOLE:
            yield Finding(Rule.ZONE, f"{where} does not lie within it")
        if not _is_inside(zone, zone.getparent()):
            yield Finding(Rule.ZONE, f"{where} leaves the zone around it")
        for neighbour in zone.itersiblings("zone"):
            if _overlap(zone, neighbour):
                yield Finding(Rule.ZONE, f"{where} covers zone {neighbour.get('id')}")
        if zone.get("name") and zone.get("name") not in sheets:
            yield Finding(Rule.ZONE, f"{where}: no sheet {zone.get('name')!r}")
        if zone.find("zone-style") is not None and zone[-1].tag != "zone-style":
            yield Finding(Rule.ZONE, f"{where}: its style is not its last element")


def _edges(zone: etree._Element) -> tuple[int, int, int, int]:
    """Left, top, right and bottom."""
    left, top, width, height = (int(zone.get(key, "-1")) for key in "xywh")
    return left, top, left + width, top + height


def _is_inside(zone: etree._Element, around: etree._Element) -> bool:
    if around.tag != "zone":
        return True
    (left, top, right, bottom), (a, b, c, d) = _edges(zone), _edges(around)
    return a <= left and b <= top and right <= c and bottom <= d


def _overlap(zone: etree._Element, other: etree._Element) -> bool:
    (left, top, right, bottom), (a, b, c, d) = _edges(zone), _edges(other)
    is_beside = left + ROUNDING < c and a + ROUNDING < right
    return is_beside and top + ROUNDING < d and b + ROUNDING < bottom


def check_controls(
    name: str,
    dashboard: etree._Element,
    sheets: dict[str, Sheet],
    parameters: dict[str, etree._Element],
) -> Iterator[Finding]:
    """Whether filters, legends and parameter controls steer or explain what is there."""
    declared = instances_of(dashboard)
    listed = {one.get("name") for one in dashboard.findall("datasources/datasource")}
    for zone in _zones(dashboard):
        kind, reference = zone.get("type-v2"), zone.get("param", "")
        sheet = sheets.get(zone.get("name", ""))
        where = f"{name}: zone {zone.get('id')}"
        if kind == "paramctrl":
            if reference not in parameters or PARAMETERS not in listed:
                yield Finding(Rule.CONTROL, f"{where}: no parameter {reference}")
            if zone.getparent().get("type-v2") != "layout-flow":
                yield Finding(Rule.CONTROL, f"{where}: a parameter outside of a flow")
        if kind not in ("filter", *LEGENDS):
            continue
        if sheet is None:
            yield Finding(Rule.CONTROL, f"{where}: a {kind} of no sheet")
            continue
        if kind == "filter":
            held = {one.get("column") for one in sheet.filters}
        else:
            held = {one.get("column") for one in sheet.element.iter(kind)}
        if reference not in held:
            yield Finding(Rule.CONTROL, f"{where}: {reference} is no {kind} of {sheet.name!r}")
        if sheet.name not in _placed(dashboard):
            yield Finding(Rule.CONTROL, f"{where}: {sheet.name!r} is not on the dashboard")
        if reference not in declared or parts(reference)[0] not in listed:
            yield Finding(Rule.CONTROL, f"{where}: {reference} is not declared")


def check_windows(
    root: etree._Element, sheets: set[str], placed: dict[str, set[str]]
) -> Iterator[Finding]:
    """Whether each sheet has a window with cards, and each dashboard one with viewpoints."""
    windows = root.findall("windows/window")
    for name in repeated(window.get("name") for window in windows):
        yield Finding(Rule.WINDOW, f"{name}: two windows")
    for name in sorted({*sheets, *placed} ^ {window.get("name") for window in windows}):
        yield Finding(Rule.WINDOW, f"{name}: a window or a sheet is missing")
    for window in windows:
        name = window.get("name")
        if window.get("class") == "worksheet" and window.find("cards/*") is None:
            yield Finding(Rule.WINDOW, f"{name}: no cards (2805CF18)")
        if window.get("class") == "dashboard" and name in placed:
            points = [one.get("name") for one in window.findall("viewpoints/viewpoint")]
            if set(points) != placed[name] or repeated(points):
                odd = sorted({*points} ^ placed[name])
                said = f"{name}: viewpoints are not its sheets, {odd} (2805CF18)"
                yield Finding(Rule.WINDOW, said)


def check_actions(
    root: etree._Element, sheets: set[str], placed: dict[str, set[str]]
) -> Iterator[Finding]:
    """Whether actions start from and act on what exists."""
    actions = root.findall("actions/action")
    for name in repeated(action.get("name") for action in actions):
        yield Finding(Rule.UNIQUE_ID, f"action {name} twice")
    for action in actions:
        caption, source = action.get("caption"), action.find("source")
        dashboard = None if source is None else source.get("dashboard")
        worksheet = None if source is None else source.get("worksheet")
        if dashboard not in placed or (worksheet and worksheet not in placed[dashboard]):
            yield Finding(Rule.ACTION, f"{caption}: no {worksheet} on {dashboard}")
        targets = action.xpath(".//param[@name='target']/@value")
        if not targets:
            yield Finding(Rule.ACTION, f"{caption}: without a target")
        for target in targets:
            if target not in sheets and target not in placed:
                yield Finding(Rule.ACTION, f"{caption}: no {target}")
        names = action.xpath(".//param[@name='exclude']/@value")
        excluded = {name for value in names for name in value.split(",")}
        for name in sorted(excluded - sheets):
            yield Finding(Rule.ACTION, f"{caption}: no {name} to exclude")
        if dashboard in targets and worksheet not in excluded:
            yield Finding(Rule.ACTION_ON_ITSELF, f"{caption}: {worksheet} filters itself")
