"""Data sources: fields against the extract, captions, formulas, folders, colours."""

from collections.abc import Iterator

from lxml import etree

from tableau_guard.document_parts import (
    PARAMETERS,
    Field,
    Source,
    inner,
    instances_of,
    literal,
    parameters_of,
    references,
    repeated,
    sheets_of,
    sources_of,
)
from tableau_guard.engines import Hyper, QueryError, Value, sql_name
from tableau_guard.formula import FAMILIES, Expression, FormulaError, constant, translate
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package

# Type of a column in Hyper: what metadata records say of it, the type of its field first.
TYPES = {
    "TEXT": ("string", "129", "Count"),
    "BOOL": ("boolean", "11", "Count"),
    "DATE": ("date", "133", "Year"),
    "TIMESTAMP": ("datetime", "135", "Year"),
    "BIG_INT": ("integer", "20", "Sum"),
    "INT": ("integer", "3", "Sum"),
    "SMALL_INT": ("integer", "2", "Sum"),
    "DOUBLE": ("real", "5", "Sum"),
    "NUMERIC": ("real", "131", "Sum"),
}
SAID = ("local-type", "remote-type", "aggregation")
USER_ID, LEARNER, SESSION = "user_id", "user_key", "session_id"


def is_key(name: str) -> bool:
    """Whether a field only joins tables; a learner's hash also tells learners apart."""
    bare = name.split(" (")[0]
    return bare == SESSION or (bare.endswith("_key") and bare != LEARNER)


def extract_of(package: Package, source: Source) -> bytes | None:
    """The bytes of a data source's extract, None where it is not in the package."""
    return package.members.get(source.extract)


def columns_of(package: Package, source: Source, hyper: Hyper) -> dict[str, dict[str, str]]:
    """Columns and Hyper types of each table that a data source names, as far as they exist."""
    try:
        found = hyper.tables(extract_of(package, source))
    except QueryError:
        return {}
    return {name: found[table] for name, table in source.tables.items() if table in found}


def values_of(package: Package, source: Source, field: str, hyper: Hyper) -> set[Value]:
    """The values of a field that is no calculation."""
    relation, column = source.origins[field]
    table = sql_name(source.tables[relation])
    content = extract_of(package, source)
    return {row[0] for row in hyper.rows(content, f'select distinct "{column}" from {table}')}


def values_or_none(package: Package, source: Source, field: str, hyper: Hyper) -> set[Value] | None:
    """The same, None where they cannot be read."""
    try:
        return values_of(package, source, field, hyper)
    except (QueryError, KeyError):
        return None


def resolver(source: Source, parameters: dict[str, etree._Element]):
    """What gives the expression of a field or parameter by its reference in a formula."""
    open_fields: list[str] = []
    values = tuple(parameter.get("value") for parameter in parameters.values())

    def resolve(reference: str) -> Expression:
        if reference in parameters:
            parameter = parameters[reference]
            return constant(literal(parameter.get("value")), parameter.get("datatype", ""))
        field = source.fields.get(inner(reference))
        if field is None or reference.startswith(f"[{PARAMETERS}]."):
            raise FormulaError(f"{reference} is not known")
        if field.formula is None:
            column = source.origins.get(field.name, ("", field.name))[1]
            return Expression(f'"{column}"', FAMILIES.get(field.datatype, ""), False)
        if (field.name, values) in source.translated:
            return source.translated[field.name, values]
        if field.name in open_fields:
            raise FormulaError(f"{reference} is computed from itself")
        open_fields.append(field.name)
        found = translate(field.formula, resolve)
        open_fields.remove(field.name)
        whole = Expression(f"({found.sql})", found.family, found.is_aggregate)
        source.translated[field.name, values] = whole
        return whole

    return resolve


def expression_of(source: Source, field: str, parameters: dict[str, etree._Element]) -> Expression:
    """A field as SQL; raises FormulaError."""
    return resolver(source, parameters)(f"[{field}]")


def check_sources(package: Package, hyper: Hyper) -> Iterator[Finding]:
    """Whether every data source of a document fits its extract and is ready for people."""
    parameters = parameters_of(package.root)
    for reference, parameter in parameters.items():
        yield from check_parameter(reference, parameter)
    used = set(_used_columns(package.root))
    for source in sources_of(package.root).values():
        yield from check_extract(package, source, hyper)
        yield from check_fields(source, columns_of(package, source, hyper))
        yield from check_people(source, used)
        yield from check_metadata(source, columns_of(package, source, hyper))
        yield from check_objects(source)
        yield from check_folders(source)
        yield from check_formulas(source, parameters)
        yield from check_values(package, source, hyper)


def _used_columns(root: etree._Element) -> Iterator[tuple[str, str]]:
    for sheet in sheets_of(root).values():
        for one in instances_of(sheet.view).values():
            yield one.source, one.column


def check_parameter(reference: str, parameter: etree._Element) -> Iterator[Finding]:
    """Whether the value of a parameter is among its choices."""
    choices = [one.get("value") for one in parameter.findall("members/member")]
    if parameter.get("param-domain-type") == "list" and parameter.get("value") not in choices:
        yield Finding(Rule.PARAMETER, f"{reference}: {parameter.get('value')} is no choice")
    calculation = parameter.find("calculation")
    if calculation is None or calculation.get("formula") != parameter.get("value"):
        yield Finding(Rule.PARAMETER, f"{reference}: its formula is not its value")


def check_extract(package: Package, source: Source, hyper: Hyper) -> Iterator[Finding]:
    """Whether the extract is there, enabled and readable."""
    extract = source.element.find("extract")
    is_model = source.element.find("connection/relation[@type='collection']") is not None
    if not is_model:
        connection = None if extract is None else extract.find("connection[@class='hyper']")
        if connection is None or extract.get("enabled") != "true":
            yield Finding(Rule.EXTRACT_ENABLED, f"{source.caption}: Tableau Public needs it")
        elif connection.get("dbname") != source.extract:
            yield Finding(Rule.EXTRACT_ENABLED, f"{source.caption}: its base is another file")
    content = extract_of(package, source)
    if content is None:
        return
    try:
        found = hyper.tables(content)
    except QueryError as error:
        yield Finding(Rule.EXTRACT_TABLE, f"{source.extract}: {error}")
        return
    for table in source.tables.values():
        if table not in found:
            yield Finding(Rule.EXTRACT_TABLE, f"{source.extract}: no table {table}")
        elif USER_ID in found[table]:
            yield Finding(Rule.NO_USER_ID, f"{source.extract}: column {USER_ID}")


def check_fields(source: Source, columns: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Whether fields and columns are the same, and of the same types."""
    if not columns:
        return
    origins = source.origins
    for name, field in source.fields.items():
        where = f"{source.caption}: [{name}]"
        if field.formula is not None:
            continue
        relation, column = origins.get(name, ("", name))
        found = columns.get(relation, {}).get(column)
        if found is None:
            yield Finding(Rule.FIELD_IN_EXTRACT, f"{where} is no column of {source.extract}")
        elif TYPES.get(found, ("",))[0] != field.datatype:
            yield Finding(Rule.FIELD_TYPE, f"{where} is {field.datatype}, its column {found}")
    for relation, found in columns.items():
        for column in found:
            if (relation, column) not in origins.values():
                yield Finding(Rule.FIELD_MISSING, f"{source.caption}: {relation}.{column}")


def check_people(source: Source, used: set[tuple[str, str]]) -> Iterator[Finding]:
    """Whether people find their way: roles, captions, descriptions, formats, no keys."""
    for caption in repeated(field.caption.lower() for field in source.fields.values()):
        yield Finding(Rule.FIELD_CAPTION, f"{source.caption}: {caption!r} twice")
    for name, field in source.fields.items():
        where = f"{source.caption}: [{name}]"
        role, kind = field.element.get("role"), field.element.get("type")
        is_number = FAMILIES.get(field.datatype) == "number"
        if (role == "measure" and kind != "quantitative") or (
            field.datatype in ("string", "boolean") and kind != "nominal" and role == "dimension"
        ):
            yield Finding(Rule.FIELD_ROLE, f"{where} is a {kind} {field.datatype} {role}")
        if field.is_hidden:
            if (source.name, name) in used:
                yield Finding(Rule.FIELD_HIDDEN, f"{where} is in a sheet")
            continue
        if not field.caption or "_" in field.caption:
            yield Finding(Rule.FIELD_CAPTION, f"{where}: {field.caption!r}")
        if not field.description:
            yield Finding(Rule.FIELD_DESCRIPTION, where)
        if role == "measure" and is_number and not field.element.get("default-format"):
            yield Finding(Rule.FIELD_FORMAT, where)
        is_rate = field.formula is None and field.element.get("default-format", "").startswith("p")
        if is_rate and field.element.get("aggregation", "Sum") == "Sum":
            yield Finding(Rule.FIELD_AGGREGATION, where)
        if is_key(name):
            yield Finding(Rule.FIELD_HIDDEN, f"{where} is a key")


def check_metadata(source: Source, columns: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Whether metadata records, of the base and of the extract, are the extract's columns."""
    expected = {
        (relation, column): TYPES.get(found)
        for relation, table in columns.items()
        for column, found in table.items()
    }
    if not expected:
        return
    local_names = {origin: f"[{name}]" for name, origin in source.origins.items()}
    for path in ("connection", "extract/connection"):
        connection = source.element.find(path)
        if connection is None:
            continue
        where, described = f"{source.caption}, {path}", set()
        for record in connection.iter("metadata-record"):
            column = inner(record.findtext("parent-name")), record.findtext("remote-name")
            described.add(column)
            called = ".".join(map(str, column))
            if expected.get(column) != tuple(record.findtext(one) for one in SAID):
                yield Finding(Rule.METADATA, f"{where}: {called} is of another type")
            if local_names.get(column) != record.findtext("local-name"):
                yield Finding(Rule.METADATA, f"{where}: {called} is no field")
        for column in sorted(set(expected) - described):
            yield Finding(Rule.METADATA, f"{where}: no record of {'.'.join(column)}")


def check_objects(source: Source) -> Iterator[Finding]:
    """Whether object graph, columns of type table and metadata name the same objects."""
    objects = [one.get("id") for one in source.element.iter("object")]
    for identifier in repeated(objects):
        yield Finding(Rule.UNIQUE_ID, f"{source.caption}: object {identifier} twice")
    tables = source.element.findall("column[@datatype='table']")
    named = {inner(one.get("name", "").split("].", 1)[-1]) for one in tables}
    if named != set(objects):
        yield Finding(Rule.OBJECT_GRAPH, f"{source.caption}: {sorted(named ^ set(objects))}")
    for record in source.element.iter("metadata-record"):
        if inner(record.findtext("object-id")) not in objects:
            place = f"{source.caption}: {record.findtext('remote-name')}"
            yield Finding(Rule.OBJECT_GRAPH, f"{place} belongs to {record.findtext('object-id')}")
    connections = {one.get("name") for one in source.element.iter("named-connection")}
    for relation in source.element.iter("relation"):
        named = relation.get("connection")
        if named and named not in connections:
            yield Finding(Rule.OBJECT_GRAPH, f"{source.caption}: no connection {named}")
        is_table = relation.get("type") == "table"
        if is_table and relation.get("name") not in source.tables:
            yield Finding(Rule.OBJECT_GRAPH, f"{source.caption}: no table {relation.get('name')}")


def check_folders(source: Source) -> Iterator[Finding]:
    """Whether folders and hierarchies hold what exists."""
    items = [inner(one.get("name")) for one in source.element.iter("folder-item")]
    levels = [inner(one.text) for one in source.element.iterfind("drill-paths/drill-path/field")]
    for name in sorted({*items, *levels} - set(source.fields)):
        yield Finding(Rule.FOLDER, f"{source.caption}: no field [{name}]")
    for name in repeated(items):
        yield Finding(Rule.FOLDER, f"{source.caption}: [{name}] is in two folders")


def check_formulas(source: Source, parameters: dict[str, etree._Element]) -> Iterator[Finding]:
    """Whether every calculation can be computed and yields the type it claims."""
    for name, field in source.fields.items():
        if field.formula is None:
            continue
        where = f"{source.caption}: [{name}]"
        is_own = source.element.getparent() is None
        if is_own and any(one.startswith(f"[{PARAMETERS}]") for one in references(field.formula)):
            yield Finding(Rule.SELF_CONTAINED, where)
            continue
        try:
            found = expression_of(source, name, parameters)
        except FormulaError as error:
            yield Finding(Rule.CALCULATION, f"{where}: {error}")
            continue
        if found.family != FAMILIES.get(field.datatype):
            yield Finding(Rule.CALCULATION, f"{where} is {field.datatype}, computed {found.family}")
        if found.is_aggregate and field.element.get("role") != "measure":
            yield Finding(Rule.CALCULATION, f"{where} is aggregated, so it is a measure")


def check_values(package: Package, source: Source, hyper: Hyper) -> Iterator[Finding]:
    """Whether aliases and colours are about values that occur."""
    if not columns_of(package, source, hyper):
        return
    for name, field in source.fields.items():
        keys = [literal(one.get("key")) for one in field.element.findall("aliases/alias")]
        if not keys or name not in source.origins:
            continue
        values = values_or_none(package, source, name, hyper)
        where = f"{source.caption}: [{name}]"
        if missing := (values or set()) - {*keys, None}:
            yield Finding(Rule.ALIAS, f"{where} {sorted(missing, key=str)[:5]}")
        if twice := repeated(map(str, keys)):
            yield Finding(Rule.ALIAS, f"{where} {twice} twice")
    own = source.element.findall("column-instance")
    if len(own) > 1:
        yield Finding(Rule.COLOUR, f"{source.caption}: {len(own)} fields with colours")
    instances = {one.get("name"): inner(one.get("column")) for one in own}
    for encoding in source.element.findall("style/style-rule/encoding"):
        column = instances.get(encoding.get("field"))
        where = f"{source.caption}: {encoding.get('field')}"
        if column is None or column not in source.fields:
            yield Finding(Rule.COLOUR, f"{where} is not declared, so Tableau ignores its colours")
            continue
        yield from _check_buckets(package, source, source.fields[column], encoding, hyper)


def _check_buckets(
    package: Package, source: Source, field: Field, encoding: etree._Element, hyper: Hyper
) -> Iterator[Finding]:
    if field.name not in source.origins:
        return
    values = values_or_none(package, source, field.name, hyper)
    buckets = [literal(one.text) for one in encoding.iter("bucket")]
    for bucket in buckets:
        if values is not None and bucket not in values:
            yield Finding(Rule.COLOUR, f"{source.caption}: [{field.name}] has no {bucket!r}")
