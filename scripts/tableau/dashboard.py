"""Dashboards: zones, controls, and the click that filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree.ElementTree import Element

from scripts.charts.available import Offer
from scripts.charts.colours import INK, LEAVING, SOFT_INK
from scripts.tableau.document import add, identifier, simple_id
from scripts.tableau.fields import Reference
from scripts.tableau.parameters import Parameter, add_parameters
from scripts.tableau.worksheet import NEW_LINE, Filter, Sheet, add_dependencies

WIDTH, HEIGHT, SIDE = 1400, 900, 210  # pixels
WHOLE = 100_000  # both directions of a dashboard, in the units of zones
HEAD, LINE = 64, 15  # pixels: the head of a dashboard, and a line of notes
LINE_LETTERS = 190  # that a line of notes holds
CONTROL, LEGEND, RANGE = 56, 96, 84  # pixels
DROPDOWN = "checkdropdown"

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Board:
    """A dashboard: what can be shown, its sheets, who is shown, and what to know of it."""

    offer: Offer
    sheets: tuple[Sheet, ...]
    stamp: str
    scope: str
    is_simulated: bool
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.offer.dashboard.name

    @property
    def parameters(self) -> list[Parameter]:
        """The parameters that its sheets read, in order."""
        every = {p.number: p for sheet in self.sheets for p in sheet.parameters}
        return [every[number] for number in sorted(every)]

    @property
    def shared(self) -> list[tuple[Sheet, Filter]]:
        """Its shared filters, each with one of the sheets on which it acts."""
        every = {
            item.group: (sheet, item)
            for sheet in reversed(self.sheets)
            for item in sheet.filters
            if item.group
        }
        return [every[group] for group in sorted(every)]

    @property
    def legends(self) -> list[tuple[Sheet, Reference]]:
        """Its legends of colour, one for each field."""
        every = {
            reference.path: (sheet, reference)
            for sheet in reversed(self.sheets)
            for kind, reference in sheet.encodings
            if kind == "color"
        }
        return [every[path] for path in sorted(every)]


@dataclass(frozen=True)
class Zones:
    """The zones of a dashboard, by the ids that are taken."""

    ids: list[int]

    def add(self, parent: Element, box: Box, attributes: dict[str, object]) -> Element:
        """A zone with an id of its own at x, y with width and height, in the units of zones."""
        self.ids.append(len(self.ids) + 1)
        x, y, width, height = box
        place = {"h": height, "id": self.ids[-1], "w": width, "x": x, "y": y}
        return add(parent, "zone", {**attributes, **place})


def close_zone(zone: Element) -> None:
    """The style of a zone, its last child."""
    style = add(zone, "zone-style")
    for name, value in (
        ("border-color", "#000000"),
        ("border-style", "none"),
        ("border-width", 0),
        ("margin", 4),
    ):
        add(style, "format", {"attr": name, "value": value})


def down(pixels: float) -> int:
    """Pixels from top to bottom in the units of zones."""
    return round(pixels / HEIGHT * WHOLE)


def across(pixels: float) -> int:
    """Pixels from left to right in the units of zones."""
    return round(pixels / WIDTH * WHOLE)


def add_head(zone: Element, board: Board) -> None:
    """The question of the dashboard, whose data it shows, and of when."""
    text = add(zone, "formatted-text")
    add(
        text,
        "run",
        {"bold": True, "fontcolor": INK, "fontsize": 16},
        board.offer.dashboard.question,
    )
    add(text, "run", text=NEW_LINE)
    color = LEAVING if board.is_simulated else SOFT_INK
    add(text, "run", {"bold": board.is_simulated, "fontcolor": color, "fontsize": 10}, board.stamp)
    add(text, "run", {"fontcolor": SOFT_INK, "fontsize": 10}, f" · {board.scope}")


def add_notes(zone: Element, notes: Sequence[str]) -> None:
    """What to know of the dashboard, a line for each."""
    text = add(zone, "formatted-text")
    for number, note in enumerate(notes):
        if number:
            add(text, "run", text=NEW_LINE)
        add(text, "run", {"fontcolor": SOFT_INK, "fontsize": 8}, note)


def notes_height(notes: Sequence[str]) -> int:
    """The height of the notes in pixels, long ones broken into lines; 0 without one."""
    lines = sum(ceil(len(note) / LINE_LETTERS) for note in notes)
    return LINE * lines + 12 if lines else 0


def sheet_boxes(board: Board, box: Box) -> list[Box]:
    """The places of the sheets within a box: bands from top to bottom, each from left to right."""
    left, top, width, height = box
    bands = board.offer.dashboard.bands
    tall, boxes, below = sum(band.height for band in bands), [], 0
    for band in bands:
        y0, y1 = (top + height * part // tall for part in (below, below + band.height))
        wide, beside = sum(share for _, share in band.charts), 0
        for _, share in band.charts:
            x0, x1 = (left + width * part // wide for part in (beside, beside + share))
            boxes.append((x0, y0, x1 - x0, y1 - y0))
            beside += share
        below += band.height
    return boxes


def add_content(zones: Zones, parent: Element, board: Board, width: int) -> None:
    """Head, sheets and notes."""
    head = down(HEAD)
    foot = down(notes_height(board.notes))
    zone = zones.add(parent, (0, 0, width, head), {"type-v2": "text"})
    add_head(zone, board)
    close_zone(zone)
    boxes = sheet_boxes(board, (0, head, width, WHOLE - head - foot))
    for sheet, box in zip(board.sheets, boxes, strict=True):
        close_zone(zones.add(parent, box, {"name": sheet.name}))
    if board.notes:
        zone = zones.add(parent, (0, WHOLE - foot, width, foot), {"type-v2": "text"})
        add_notes(zone, board.notes)
        close_zone(zone)


def add_controls(zones: Zones, parent: Element, board: Board, left: int) -> None:
    """Filters, parameters and legends, one below the other."""
    controls: list[tuple[int, dict[str, object]]] = []
    for sheet, item in board.shared:
        attributes: dict[str, object] = {"name": sheet.name, "param": item.reference.path}
        attributes["type-v2"] = "filter"
        if item.kind == "range":
            controls.append((RANGE, {**attributes, "values": "database"}))
        else:
            controls.append((CONTROL, {**attributes, "mode": DROPDOWN}))
    for parameter in board.parameters:
        attributes = {"mode": "compact", "param": parameter.path, "type-v2": "paramctrl"}
        controls.append((CONTROL, attributes))
    for sheet, reference in board.legends:
        attributes = {"name": sheet.name, "pane-specification-id": 0, "param": reference.path}
        controls.append((LEGEND, {**attributes, "type-v2": "color"}))
    top = 0
    for pixels, attributes in controls:
        box = (left, down(top), WHOLE - left, down(top + pixels) - down(top))
        close_zone(zones.add(parent, box, attributes))
        top += pixels


def add_declarations(parent: Element, board: Board) -> None:
    """The data sources and fields that controls and legends show."""
    references = [item.reference for _, item in board.shared]
    references += [reference for _, reference in board.legends]
    sources = {sheet.source.name: sheet.source for sheet in board.sheets}
    used = {name: [r for r in references if r.source == name] for name in sources}
    listed = add(parent, "datasources")
    for name, source in sources.items():
        if used[name]:
            add(listed, "datasource", {"caption": source.title, "name": name})
    if board.parameters:
        add(listed, "datasource", {"name": "Parameters"})
        add_parameters(parent, board.parameters)
    for name, source in sources.items():
        if used[name]:
            add_dependencies(parent, source, used[name])


def add_dashboard(parent: Element, board: Board) -> None:
    """The dashboard: content on the left, controls on the right."""
    element = add(parent, "dashboard", {"name": board.name})
    add(element, "style")
    size = {"maxheight": HEIGHT, "maxwidth": WIDTH, "minheight": HEIGHT, "minwidth": WIDTH}
    add(element, "size", {**size, "sizing-mode": "fixed"})
    add_declarations(element, board)
    zones, all_of_it = Zones([]), (0, 0, WHOLE, WHOLE)
    left = WHOLE - across(SIDE)
    root = zones.add(add(element, "zones"), all_of_it, {"type-v2": "layout-basic"})
    flow = zones.add(root, all_of_it, {"param": "horz", "type-v2": "layout-flow"})
    content = zones.add(flow, (0, 0, left, WHOLE), {"type-v2": "layout-basic"})
    add_content(zones, content, board, left)
    side = {"fixed-size": SIDE, "is-fixed": True, "param": "vert", "type-v2": "layout-flow"}
    add_controls(zones, zones.add(flow, (left, 0, WHOLE - left, WHOLE), side), board, left)
    simple_id(element, "dashboard", board.name)


def add_actions(root: Element, boards: Sequence[Board]) -> None:
    """A click on a chart filters the other charts of its dashboard."""
    actions = add(root, "actions")
    for board in boards:
        for sheet in board.sheets:
            if sheet.chart.mark == "text":
                continue
            caption = f"Filter {board.name} by {sheet.name}"
            name = f"[Action{len(actions) + 1}_{identifier('action', caption).upper()}]"
            action = add(actions, "action", {"caption": caption, "name": name})
            add(action, "activation", {"auto-clear": True, "type": "on-select"})
            source = {"dashboard": board.name, "type": "sheet", "worksheet": sheet.name}
            add(action, "source", source)
            command = add(action, "command", {"command": "tsc:tsl-filter"})
            add(command, "param", {"name": "exclude", "value": sheet.name})
            add(command, "param", {"name": "special-fields", "value": "all"})
            add(command, "param", {"name": "target", "value": board.name})


def add_zoom(viewpoint: Element, sheet: Sheet) -> None:
    """How a sheet fills its place: a list by its width, with rows as high as their words."""
    kind = "fit-width" if sheet.chart.mark == "list" else "entire-view"
    add(viewpoint, "zoom", {"type": kind})


def add_dashboard_window(windows: Element, board: Board, is_first: bool) -> None:
    """The window of a dashboard, with a viewpoint for each sheet."""
    attributes = {"class": "dashboard", "maximized": True if is_first else None}
    window = add(windows, "window", {**attributes, "name": board.name})
    viewpoints = add(window, "viewpoints")
    for sheet in board.sheets:
        add_zoom(add(viewpoints, "viewpoint", {"name": sheet.name}), sheet)
    add(window, "active", {"id": -1})
    simple_id(window, "window", board.name)


def add_sheet_window(windows: Element, sheet: Sheet) -> None:
    """The window of a sheet, with its cards."""
    window = add(windows, "window", {"class": "worksheet", "name": sheet.name})
    cards = add(window, "cards")
    strip = add(add(cards, "edge", {"name": "left"}), "strip", {"size": 160})
    for kind in ("pages", "filters", "marks"):
        add(strip, "card", {"type": kind})
    edge = add(cards, "edge", {"name": "top"})
    for kind, size in (("columns", 2147483647), ("rows", 2147483647), ("title", 31)):
        add(add(edge, "strip", {"size": size}), "card", {"type": kind})
    colors = [reference for kind, reference in sheet.encodings if kind == "color"]
    shared = [item for item in sheet.filters if item.group]
    if colors or shared:
        strip = add(add(cards, "edge", {"name": "right"}), "strip", {"size": 160})
        for reference in colors:
            attributes = {"pane-specification-id": 0, "param": reference.path, "type": "color"}
            add(strip, "card", attributes)
        for item in shared:
            mode = None if item.kind == "range" else DROPDOWN
            add(strip, "card", {"mode": mode, "param": item.reference.path, "type": "filter"})
    add_zoom(add(window, "viewpoint"), sheet)
    simple_id(window, "window", sheet.name)


def add_windows(root: Element, boards: Sequence[Board]) -> None:
    """A window for every dashboard and every sheet."""
    windows = add(root, "windows", {"source-height": 30})
    for number, board in enumerate(boards):
        add_dashboard_window(windows, board, is_first=number == 0)
    for board in boards:
        for sheet in board.sheets:
            add_sheet_window(windows, sheet)
