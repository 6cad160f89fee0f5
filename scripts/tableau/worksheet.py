"""Worksheets: a chart on the shelves of Tableau."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.charts.chart import Axis, Chart, IntervalChart
from scripts.charts.colours import INK, LEAVING, PLAIN, SCALE_NAME, SOFT_INK
from scripts.charts.marks import is_counted
from scripts.tableau.document import USER, add, simple_id
from scripts.tableau.fields import Reference
from scripts.tableau.parameters import Parameter, add_parameters
from scripts.tableau.source import Source, add_column, add_instance

MARK_CLASSES = {
    "bar": "Bar",
    "box": "Circle",
    "circle": "Circle",
    "interval": "GanttBar",
    "line": "Line",
    "list": "Bar",
    "pie": "Pie",
    "square": "Square",
    "text": "Text",
}
NEW_LINE = "Æ\n"


@dataclass(frozen=True)
class Filter:
    """A filter of a sheet; sheets with one `group` share it.

    `kind` is range (from `low` to `high`), values (any of them), members (only these) or true (a
    flag that holds).
    """

    reference: Reference
    kind: str
    group: int | None = None
    low: object = None
    high: object = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A chart over a data source, with its filters and the parameters that they read.

    `stamp` says whose data it shows where these are simulated.
    """

    chart: Chart
    source: Source
    filters: tuple[Filter, ...]
    parameters: tuple[Parameter, ...]
    stamp: str = ""

    @property
    def name(self) -> str:
        """Its name, which no other sheet or dashboard has."""
        return self.chart.title

    def on(self, axis: Axis) -> Reference:
        """The field of an axis."""
        if is_counted(axis):
            return self.source.reference(axis.column, axis.aggregate)
        if axis.is_discrete:
            return self.source.reference(axis.column)
        return self.source.along(axis.column)

    @property
    def rows(self) -> list[Reference]:
        """The fields from top to bottom."""
        chart = self.chart
        if isinstance(chart, IntervalChart):
            return [self.source.reference(chart.low, "min")]
        headers = [self.source.reference(name) for name in chart.headers]
        return headers + ([self.on(chart.y)] if chart.y else [])

    @property
    def columns(self) -> list[Reference]:
        """The fields from left to right."""
        return [self.on(self.chart.x)] if self.chart.x else []

    @property
    def encodings(self) -> list[tuple[str, Reference]]:
        """The fields that colour, size, split and label the marks."""
        chart, source = self.chart, self.source
        found = [("color", source.reference(chart.color))] if chart.color else []
        if chart.mark == "square":
            found.append(("color", self.on(chart.value)))
        if chart.mark == "pie":
            found.append(("wedge-size", self.on(chart.value)))
            found.append(("text", source.reference(chart.color)))
        if chart.mark in ("pie", "text"):
            found.append(("text", self.on(chart.value)))
        if isinstance(chart, IntervalChart):
            found.append(("size", source.reference(chart.width)))
            found.append(("lod", self.on(chart.y)))
        return found + [("lod", source.reference(name)) for name in chart.detail]

    @property
    def ranking(self) -> tuple[Reference, Reference] | None:
        """The dimension that is sorted, and the number it is sorted by, largest first."""
        if not self.chart.is_ranked:
            return None
        return self.on(self.chart.y), self.on(self.chart.x)

    @property
    def references(self) -> list[Reference]:
        """Every field that is used, once."""
        encoded = [reference for _, reference in self.encodings]
        filtered = [item.reference for item in self.filters]
        every = [*self.rows, *self.columns, *encoded, *filtered, *(self.ranking or ())]
        return list({reference.path: reference for reference in every}.values())


def add_dependencies(parent: Element, source: Source, references: Sequence[Reference]) -> None:
    """The columns and instances that are used, and the columns that calculations read."""
    used = {reference.column.name for reference in references}
    unread = set(used)
    while unread:
        formula = source.columns[unread.pop()].formula
        found = {name for name in source.columns if f"[{name}]" in formula} - used
        used |= found
        unread |= found
    dependencies = add(parent, "datasource-dependencies", {"datasource": source.name})
    for name in sorted(used):
        add_column(dependencies, source.columns[name], is_copy=True)
    by_instance = {reference.instance: reference for reference in references}
    for instance in sorted(by_instance):
        add_instance(dependencies, by_instance[instance])


def add_filter(view: Element, item: Filter) -> None:
    """A filter."""
    reference = item.reference
    common = {"column": reference.path, "filter-group": item.group}
    if item.kind == "range":
        attributes = {"class": "quantitative", **common, "included-values": "in-range"}
        element = add(view, "filter", attributes)
        add(element, "min", text=f"#{item.low}#")
        add(element, "max", text=f"#{item.high}#")
        return
    element = add(view, "filter", {"class": "categorical", **common})
    level = {"level": reference.instance}
    if item.kind == "members":
        add_members(element, level, item.members)
        return
    if item.kind == "true":
        attributes = {"function": "member", **level, "member": True}
        attributes |= {f"{{{USER}}}ui-domain": "relevant", f"{{{USER}}}ui-enumeration": "inclusive"}
    else:
        attributes = {"function": "level-members", **level, f"{{{USER}}}ui-enumeration": "all"}
    add(element, "groupfilter", {**attributes, f"{{{USER}}}ui-marker": "enumerate"})


def add_members(element: Element, level: dict[str, str], members: Sequence[str]) -> None:
    """Certain texts of a field, and no other."""
    chosen = {f"{{{USER}}}ui-domain": "database", f"{{{USER}}}ui-enumeration": "inclusive"}
    chosen[f"{{{USER}}}ui-marker"] = "enumerate"
    one = [{"function": "member", **level, "member": f'"{member}"'} for member in members]
    if len(one) == 1:
        add(element, "groupfilter", one[0] | chosen)
        return
    union = add(element, "groupfilter", {"function": "union", **chosen})
    for attributes in one:
        add(union, "groupfilter", attributes)


def add_view(table: Element, sheet: Sheet) -> None:
    """What the sheet reads, and how it is filtered and sorted."""
    view = add(table, "view")
    sources = add(view, "datasources")
    add(sources, "datasource", {"caption": sheet.source.title, "name": sheet.source.name})
    if sheet.parameters:
        add(sources, "datasource", {"name": "Parameters"})
        add_parameters(view, sheet.parameters)
    add_dependencies(view, sheet.source, sheet.references)
    for item in sheet.filters:
        add_filter(view, item)
    if sheet.ranking:
        sorted_by, using = sheet.ranking
        attributes = {"column": sorted_by.path, "direction": "DESC", "using": using.path}
        add(view, "computed-sort", attributes)
    if sheet.filters:
        slices = add(view, "slices")
        for item in sheet.filters:
            add(slices, "column", text=item.reference.path)
    add(view, "aggregation", {"value": True})


def add_style(table: Element, sheet: Sheet) -> None:
    """The titles of the axes, and the scale of a continuous colour."""
    style = add(table, "style")
    titles = [
        (scope, axis, reference)
        for scope, axis, references in (
            ("rows", sheet.chart.y, sheet.rows[-1:]),
            ("cols", sheet.chart.x, sheet.columns[-1:]),
        )
        for reference in references
        if reference.kind == "quantitative"
    ]
    if titles:
        rule = add(style, "style-rule", {"element": "axis"})
        for scope, axis, reference in titles:
            attributes = {"attr": "title", "class": "0", "field": reference.path, "scope": scope}
            add(rule, "format", {**attributes, "value": axis.title})
    if sheet.chart.mark == "square":
        rule = add(style, "style-rule", {"element": "mark"})
        field = sheet.on(sheet.chart.value).path
        attributes = {"attr": "color", "field": field, "palette": SCALE_NAME}
        add(rule, "encoding", {**attributes, "type": "interpolated"})


def reference_line(axis: Reference, value: Reference) -> dict[str, object]:
    """The attributes of a line in every cell at a value."""
    return {
        "axis-column": axis.path,
        "enable-instant-analytics": True,
        "formula": "average",
        "id": "refline0",
        "label-type": "none",
        "scope": "per-cell",
        "value-column": value.path,
        "z-order": 1,
    }


def add_reference_line(pane: Element, sheet: Sheet) -> None:
    """A box plot, which Tableau takes for a line, or the line of a rate within its interval."""
    chart = sheet.chart
    if chart.mark == "box":
        box = {"boxplot-mark-exclusion": False, "boxplot-whisker-type": "standard"}
        line = reference_line(sheet.rows[-1], sheet.rows[-1])
        add(pane, "reference-line", {**line, **box})
    elif isinstance(chart, IntervalChart):
        add(pane, "reference-line", reference_line(sheet.rows[-1], sheet.on(chart.y)))


def add_number(pane: Element, sheet: Sheet) -> None:
    """The number of a sheet that is nothing but a number, written large."""
    label = add(add(pane, "customized-label"), "formatted-text")
    style = {"bold": True, "fontalignment": 1, "fontcolor": INK, "fontsize": 22}
    add(label, "run", style, f"<{sheet.on(sheet.chart.value).path}>")


def add_pane(table: Element, sheet: Sheet) -> None:
    """The marks."""
    chart = sheet.chart
    attributes = {"selection-relaxation-option": "selection-relaxation-allow"}
    pane = add(add(table, "panes"), "pane", attributes)
    add(add(pane, "view"), "breakdown", {"value": "auto"})
    add(pane, "mark", {"class": MARK_CLASSES[chart.mark]})
    if sheet.encodings:
        encodings = add(pane, "encodings")
        for kind, reference in sheet.encodings:
            add(encodings, kind, {"column": reference.path})
    add_reference_line(pane, sheet)
    if chart.mark == "text":
        add_number(pane, sheet)
    formats: list[tuple[str, object]] = []
    if chart.is_labelled:
        formats += [("mark-labels-show", True), ("mark-labels-cull", True)]
    if chart.mark in ("box", "circle"):
        formats += [("mark-transparency", 150), ("size", 0.3)]
    if not any(kind == "color" for kind, _ in sheet.encodings) and chart.mark != "text":
        formats += [("mark-color", PLAIN)]
    if formats:
        rule = add(add(pane, "style"), "style-rule", {"element": "mark"})
        for name, value in formats:
            add(rule, "format", {"attr": name, "value": value})


def add_title(worksheet: Element, sheet: Sheet) -> None:
    """The question, what a mark is and the stamp; a number has its name for a question."""
    chart, is_number = sheet.chart, sheet.chart.mark == "text"
    text = add(add(add(worksheet, "layout-options"), "title"), "formatted-text")
    if is_number:
        add(text, "run", {"bold": True, "fontalignment": 1, "fontsize": 11}, chart.title)
    else:
        add(text, "run", {"bold": True, "fontcolor": INK, "fontsize": 12}, chart.question)
    centred, size = (1, 8) if is_number else (None, 9)
    for line, color in ((chart.shows, SOFT_INK), (sheet.stamp, LEAVING)):
        if line:
            add(text, "run", text=NEW_LINE)
            style = {"fontalignment": centred, "fontcolor": color, "fontsize": size}
            add(text, "run", style, line)


def shelf(references: Sequence[Reference]) -> str | None:
    """Fields on a shelf, each within the one before."""
    paths = [reference.path for reference in references]
    return f"({' / '.join(paths)})" if len(paths) > 1 else "".join(paths) or None


def add_worksheet(parent: Element, sheet: Sheet) -> None:
    """The sheet."""
    worksheet = add(parent, "worksheet", {"name": sheet.name})
    add_title(worksheet, sheet)
    table = add(worksheet, "table")
    add_view(table, sheet)
    add_style(table, sheet)
    add_pane(table, sheet)
    add(table, "rows", text=shelf(sheet.rows))
    add(table, "cols", text=shelf(sheet.columns))
    simple_id(worksheet, "sheet", sheet.name)
