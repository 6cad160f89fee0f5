"""Worksheets: every reference leads to a declared instance, its column and the extract."""

from collections.abc import Iterator

from lxml import etree

from tableau_guard.document_parts import (
    PARAMETERS,
    Instance,
    Sheet,
    ShelfError,
    Source,
    inner,
    instances_of,
    literal,
    parameters_of,
    parts,
    references,
    repeated,
    sheets_of,
    sources_of,
)
from tableau_guard.engines import Hyper
from tableau_guard.field_checks import values_or_none
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package

# Derivation of an instance, and how its name begins.
PREFIXES = {
    "None": "none", "User": "usr", "Sum": "sum", "Avg": "avg", "Count": "cnt", "CountD": "ctd",
    "Min": "min", "Max": "max", "Median": "med", "Attribute": "attr",
    "Year": "yr", "Quarter": "qr", "Month": "mn", "Week": "wk", "Weekday": "wd", "Day": "dy",
    "Hour": "hr", "Year-Trunc": "tyr", "Quarter-Trunc": "tqr", "Month-Trunc": "tmn",
    "Week-Trunc": "twk", "Day-Trunc": "tdy", "Hour-Trunc": "thr",
}  # fmt: skip
# Kind of an instance, and how its name ends.
SUFFIXES = {"nominal": "nk", "ordinal": "ok", "quantitative": "qk"}
MARKS = {
    "Automatic", "Bar", "Line", "Area", "Square", "Circle", "Shape", "Text", "Pie", "GanttBar",
    "Polygon",
}  # fmt: skip
MEASURE_NAMES, MEASURE_VALUES = ":Measure Names", "Multiple Values"
COPIED = ("caption", "datatype", "role", "type", "value", "param-domain-type")


def check_sheets(package: Package, hyper: Hyper) -> Iterator[Finding]:
    """Whether every worksheet refers to what exists."""
    sources, parameters = sources_of(package.root), parameters_of(package.root)
    groups: dict[str, set[tuple]] = {}
    for source in sources.values():
        yield from check_parameters(source.caption, source.element)
    for sheet in sheets_of(package.root).values():
        yield from check_dependencies(sheet.name, sheet.view, sources, parameters)
        yield from check_references(sheet, parameters)
        yield from check_texts(sheet)
        yield from check_filters(package, sheet, sources, hyper)
        for one in sheet.filters:
            if one.get("filter-group"):
                groups.setdefault(one.get("filter-group"), set()).add(_content(one))
    for group, filters in groups.items():
        if len(filters) > 1:
            yield Finding(Rule.FILTER_GROUP, f"group {group}: {len(filters)} different filters")


def _content(element: etree._Element) -> tuple:
    every = element.iter(etree.Element)
    return tuple((one.tag, *sorted(one.attrib.items()), (one.text or "").strip()) for one in every)


def check_dependencies(
    name: str,
    place: etree._Element,
    sources: dict[str, Source],
    parameters: dict[str, etree._Element],
) -> Iterator[Finding]:
    """Whether a view or dashboard declares columns of its data sources, and instances of them."""
    listed = [one.get("name") for one in place.findall("datasources/datasource")]
    declared = [one.get("datasource") for one in place.findall("datasource-dependencies")]
    for source in repeated(declared) + repeated(listed):
        yield Finding(Rule.DEPENDENCY, f"{name}: {source} twice")
    for source in sorted(set(declared) - set(listed)):
        yield Finding(Rule.DEPENDENCY, f"{name}: {source} is not among its data sources")
    for one in place.findall("datasource-dependencies"):
        source = one.get("datasource", "")
        if source != PARAMETERS and source not in sources:
            yield Finding(Rule.DEPENDENCY, f"{name}: no data source {source}")
            continue
        for column in one.findall("column"):
            yield from _check_column(name, column, sources.get(source), parameters)
        columns = [inner(column.get("name")) for column in one.findall("column")]
        for column in repeated(columns):
            yield Finding(Rule.DEPENDENCY, f"{name}: [{column}] twice (6A063CF5)")
        instances = one.findall("column-instance")
        for instance in repeated(instance.get("name") for instance in instances):
            yield Finding(Rule.DEPENDENCY, f"{name}: {instance} twice")
        for instance in instances:
            yield from _check_instance(name, instance, columns)
        yield from _check_inputs(name, sources.get(source), columns)
    yield from check_parameters(name, place)


def check_parameters(name: str, place: etree._Element) -> Iterator[Finding]:
    """Whether the parameters that formulas within an element read are declared there."""
    own = place.findall(f"datasource-dependencies[@datasource='{PARAMETERS}']/column")
    declared = {f"[{PARAMETERS}].{column.get('name')}" for column in own}
    formulas = [one.get("formula") for one in place.iterfind(".//column/calculation")]
    read = {
        reference
        for formula in formulas
        for reference in references(formula)
        if parts(reference)[0] == PARAMETERS
    }
    for reference in sorted(read - declared):
        yield Finding(Rule.PARAMETER_DECLARED, f"{name}: {reference}")


def _check_column(
    name: str, column: etree._Element, source: Source | None, parameters: dict[str, etree._Element]
) -> Iterator[Finding]:
    here = column.get("name")
    if source is None:
        original = parameters.get(f"[{PARAMETERS}].{here}")
    else:
        field = source.fields.get(inner(here))
        original = None if field is None else field.element
    if original is None:
        yield Finding(Rule.DEPENDENCY, f"{name}: {here} is no column of the data source")
        return
    differing = [one for one in COPIED if column.get(one) != original.get(one)]
    own, its = (
        [c.get("formula") for c in one.findall("calculation")] for one in (column, original)
    )
    if own != its:
        differing.append("formula")
    if column.find("desc") is not None or column.get("hidden"):
        yield Finding(Rule.DEPENDENCY, f"{name}: {here} has a description, or is hidden")
    if differing:
        yield Finding(Rule.DEPENDENCY, f"{name}: {here} has another {', '.join(differing)}")


def _check_instance(name: str, instance: etree._Element, columns: list[str]) -> Iterator[Finding]:
    column, derivation = inner(instance.get("column")), instance.get("derivation", "")
    kind = instance.get("type", "")
    expected = f"[{PREFIXES.get(derivation)}:{column}:{SUFFIXES.get(kind)}]"
    if instance.get("name") != expected:
        yield Finding(Rule.INSTANCE, f"{name}: {instance.get('name')} is {derivation}, {kind}")
    if column not in columns:
        yield Finding(Rule.INSTANCE, f"{name}: {instance.get('name')} has no column")


def _check_inputs(name: str, source: Source | None, columns: list[str]) -> Iterator[Finding]:
    for column in columns:
        field = source.fields.get(column) if source else None
        if field is None or field.formula is None:
            continue
        for other in source.fields:
            if f"[{other}]" in field.formula and other not in columns:
                yield Finding(Rule.DEPENDENCY, f"{name}: [{column}] reads [{other}], not declared")


def check_references(sheet: Sheet, parameters: dict[str, etree._Element]) -> Iterator[Finding]:
    """Whether shelves, encodings, texts, sorts, filters and styles refer to declared instances."""
    declared = {*instances_of(sheet.view), *parameters}
    for name in ("rows", "cols"):
        try:
            sheet.shelf(name)
        except ShelfError as error:
            yield Finding(Rule.SHELF, f"{sheet.name}, {name}: {error}")
    for where, reference in _all_references(sheet):
        if parts(reference)[1] in (MEASURE_NAMES, MEASURE_VALUES):
            continue
        if reference not in declared:
            yield Finding(Rule.REFERENCE, f"{sheet.name}, {where}: {reference} (9CA7205B)")
    for pane in sheet.panes:
        mark = pane.find("mark")
        found = None if mark is None else mark.get("class")
        if found not in MARKS:
            yield Finding(Rule.MARK, f"{sheet.name}: {found}")


def _all_references(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for reference in sheet.shelved:
        yield "shelf", reference
    for reference in sheet.encoded:
        yield "encoding", reference
    for run in sheet.element.iter("run"):
        for reference in references(run.text):
            yield "text", reference
    for sort in sheet.view.iter("computed-sort", "manual-sort", "alphabetic-sort", "natural-sort"):
        for attribute in ("column", "using"):
            if sort.get(attribute):
                yield "sort", sort.get(attribute)
    for one in sheet.filters:
        yield "filter", one.get("column", "")
    for line in sheet.element.iter("reference-line"):
        for attribute in ("axis-column", "value-column"):
            if line.get(attribute):
                yield "reference line", line.get(attribute)
    for rule in sheet.element.iter("style-rule"):
        for one in rule.iter("encoding", "format"):
            if one.get("field"):
                yield "style", one.get("field")


def check_texts(sheet: Sheet) -> Iterator[Finding]:
    """Whether labels and tooltips show only fields that the view holds."""
    for pane in sheet.panes:
        held = {*sheet.shelved, *(one.get("column") for one in pane.iterfind("encodings/*"))}
        for tag in ("customized-label", "customized-tooltip"):
            for run in pane.iterfind(f"{tag}/formatted-text/run"):
                for reference in references(run.text):
                    is_parameter = reference.startswith(f"[{PARAMETERS}]")
                    if not is_parameter and reference not in held:
                        yield Finding(Rule.TEXT_FIELD, f"{sheet.name}, {tag}: {reference}")


def check_filters(
    package: Package, sheet: Sheet, sources: dict[str, Source], hyper: Hyper
) -> Iterator[Finding]:
    """Whether filters are sliced, on the right level, and about values that occur."""
    filtered = [one.get("column", "") for one in sheet.filters]
    sliced = [one.text for one in sheet.view.findall("slices/column")]
    for reference in sorted(set(filtered) ^ set(sliced), key=str):
        yield Finding(Rule.SLICE, f"{sheet.name}: {reference}")
    for reference in repeated(filtered):
        yield Finding(Rule.FILTER, f"{sheet.name}: {reference} is filtered twice")
    instances = instances_of(sheet.view)
    shelved = {instances[one].column for one in sheet.shelved if one in instances}
    for one in sheet.filters:
        reference = one.get("column", "")
        where, level = f"{sheet.name}: {reference}", f"[{parts(reference)[1]}]"
        instance = instances.get(reference)
        if one.get("class") == "relative-date" and instance and instance.column in shelved:
            yield Finding(Rule.RELATIVE_DATE, f"{where} (A1E47F55)")
        for group in one.iter("groupfilter"):
            if group.get("level") not in (None, level):
                yield Finding(Rule.FILTER, f"{where}: level {group.get('level')}")
        if instance and instance.source in sources:
            source = sources[instance.source]
            yield from _check_bounds(where, one, source, instance)
            yield from _check_members(where, one, package, source, instance, hyper)


def _check_bounds(
    where: str, one: etree._Element, source: Source, instance: Instance
) -> Iterator[Finding]:
    if one.get("class") != "quantitative":
        return
    if instance.kind != "quantitative":
        yield Finding(Rule.FILTER, f"{where}: a range of what is {instance.kind}")
    field = source.fields.get(instance.column)
    bounds = [one.findtext("min"), one.findtext("max")]
    is_time = field is not None and field.datatype in ("date", "datetime")
    odd = [one for one in bounds if one is not None and is_time != one.startswith("#")]
    if odd:
        yield Finding(Rule.FILTER, f"{where}: bound {odd[0]}")
    elif all(bounds) and literal(bounds[0]) > literal(bounds[1]):
        yield Finding(Rule.FILTER, f"{where}: ends before it begins")


def _check_members(
    where: str,
    one: etree._Element,
    package: Package,
    source: Source,
    instance: Instance,
    hyper: Hyper,
) -> Iterator[Finding]:
    members = [group.get("member") for group in one.iter("groupfilter") if group.get("member")]
    if instance.derivation != "None" or instance.column not in source.origins or not members:
        return
    values = values_or_none(package, source, instance.column, hyper)
    for member in members:
        if values is not None and literal(member) not in values:
            yield Finding(Rule.FILTER, f"{where}: no value {member}")
