"""Deliberate faults of Tableau files, each with the rule of the guard that must notice it."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from tableau_guard import Hyper, Package, Rule

Change = Callable[["Draft"], None]


class Draft:
    """A good file that is being spoilt."""

    def __init__(self, package: Package, hyper: Hyper) -> None:
        """Copy a file; Hyper is there to spoil its extracts."""
        self.original, self._hyper = package, hyper
        self.root = deepcopy(package.root)
        self.members: dict[str, bytes | None] = {}
        self._is_touched = False

    @property
    def document(self) -> str:
        """The name of its document."""
        return self.original.documents[0]

    @property
    def content(self) -> bytes:
        """The bytes of its document as they were."""
        return self.original.members[self.document]

    def all(self, xpath: str) -> list[etree._Element]:
        """The elements at a path; raises LookupError when there are none to spoil."""
        found = self.root.xpath(xpath)
        if not found:
            raise LookupError(f"{self.original.name}: nothing at {xpath}")
        self._is_touched = True
        return found

    def extract(self, *statements: str, having: str = "") -> None:
        """Run SQL on the first extract that has this column."""
        for path, content in self.original.members.items():
            if path.endswith(".hyper") and having in str(self._hyper.tables(content)):
                self.members[path] = self._hyper.changed(content, *statements)
                return
        raise LookupError(f"{self.original.name}: no extract with {having}")

    def package(self) -> Package:
        """The spoilt file."""
        if self._is_touched:
            document = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)
            return self.original.changed({self.document: document, **self.members})
        return self.original.changed(self.members)


@dataclass(frozen=True)
class Fault:
    """A fault, how it comes about, and the rule it breaks."""

    name: str
    rule: Rule
    change: Change


def each(edit: Callable[[etree._Element], object], xpath: str, most: int | None = 1) -> Change:
    """Edit the first element at a path, or all of them."""

    def change(draft: Draft) -> None:
        for element in draft.all(xpath)[:most]:
            edit(element)

    return change


def put(xpath: str, attribute: str, value: str | None) -> Change:
    """Give the first element at a path another attribute, or take it away."""

    def edit(element: etree._Element) -> None:
        element.attrib.pop(attribute, None)
        if value is not None:
            element.set(attribute, value)

    return each(edit, xpath)


def put_everywhere(xpath: str, attribute: str, value: str) -> Change:
    """Give all elements at a path another attribute."""
    return each(lambda element: element.set(attribute, value), xpath, None)


def replace_everywhere(xpath: str, attribute: str, old: str, new: str) -> Change:
    """Replace a part of an attribute of all elements at a path."""
    return each(lambda one: one.set(attribute, one.get(attribute).replace(old, new)), xpath, None)


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda draft: [change(draft) for change in changes]


def write(xpath: str, text: str, most: int | None = 1) -> Change:
    """Give the first element at a path, or all of them, another text."""
    return each(lambda element: setattr(element, "text", text), xpath, most)


def drop(xpath: str) -> Change:
    """Remove the first element at a path."""
    return each(lambda element: element.getparent().remove(element), xpath)


def repeat(xpath: str) -> Change:
    """Put a copy of the first element at a path behind it."""
    return each(lambda element: element.addnext(deepcopy(element)), xpath)


def insert(xpath: str, xml: str) -> Change:
    """Put an element at the end of the first element at a path."""
    return each(lambda parent: parent.append(etree.fromstring(xml)), xpath)


def move_first(xpath: str) -> Change:
    """Put the first element at a path before its siblings."""
    return each(lambda element: element.getparent().insert(0, element), xpath)


def same(xpath: str, attribute: str) -> Change:
    """Give the second element at a path the attribute of the first."""

    def change(draft: Draft) -> None:
        first, second, *_ = draft.all(xpath)
        second.set(attribute, first.get(attribute))

    return change


def member(name: str, content: bytes | None) -> Change:
    """Put a file into the package."""
    return lambda draft: draft.members.update({name: content})


def document(edit: Callable[[bytes], bytes | None]) -> Change:
    """Change the bytes of the document, or remove it."""
    return lambda draft: draft.members.update({draft.document: edit(draft.content)})


def extract(*statements: str, having: str = "") -> Change:
    """Run SQL on the first extract that has this column."""
    return lambda draft: draft.extract(*statements, having=having)


def remove_extract(draft: Draft) -> None:
    """Leave an extract out of the package."""
    draft.members[draft.all("//connection[@dbname]")[0].get("dbname")] = None


def break_extract(draft: Draft) -> None:
    """Put something else in the place of an extract."""
    draft.members[draft.all("//connection[@dbname]")[0].get("dbname")] = b"no extract"


def rename_extract(draft: Draft) -> None:
    """Give an extract the name of no export table, in the package and in the document."""
    path = draft.all("//connection[@dbname]")[0].get("dbname")
    draft.members["Data/Extracts/other.hyper"] = draft.original.members[path]
    draft.members[path] = None
    for connection in draft.all(f"//connection[@dbname='{path}']"):
        connection.set("dbname", "Data/Extracts/other.hyper")


def swap_outcomes(draft: Draft) -> None:
    """Give each learner the outcome of another, so that every column still has its values."""
    draft.extract(
        "create temporary table shuffled as "
        f"select *, row_number() over (order by enrollment_key) as place from {TABLE}",
        f"update {TABLE} as t set is_completed = other.is_completed "
        "from shuffled as one, shuffled as other "
        "where t.enrollment_key = one.enrollment_key and other.place = "
        "(one.place % (select count(*) from shuffled)) + 1",
        having="is_completed",
    )


TABLE = '"Extract"."Extract"'
SOURCE = "/workbook/datasources/datasource[@name!='Parameters']"
PARAMETER = "/workbook/datasources/datasource[@name='Parameters']/column"
FIELD = f"{SOURCE}/column[not(calculation)][not(@hidden)][@datatype='string']"
NUMBER = f"{SOURCE}/column[not(calculation)][@role='measure'][not(@hidden)]"
FLAG = f"{SOURCE}/column[@datatype='boolean']/calculation"
MEASURE = f"{SOURCE}/column[@role='measure']/calculation"
RATIO = f"{SOURCE}/column/calculation[contains(@formula, '/')]"
RECORD = f"{SOURCE}/connection/metadata-records/metadata-record"
SHEET = "/workbook/worksheets/worksheet"
VIEW = f"{SHEET}/table/view"
LINE = f"{SHEET}[table/panes/pane/mark/@class='Line']/table"
TEXT = f"{SHEET}[table/panes/pane/customized-label]"
RANGE = f"{VIEW}/filter[@class='quantitative']"
DASHBOARD = "/workbook/dashboards/dashboard"
PLACED = f"{DASHBOARD}/zones//zone[@name][not(@type-v2)]"
CONTROL = f"{DASHBOARD}/zones//zone[@type-v2='{{}}']"
BOARD_WINDOW = "/workbook/windows/window[@class='dashboard']"
SHEET_WINDOW = "/workbook/windows/window[@class='worksheet']"
MANIFEST = "/*/document-format-change-manifest"
RELATIONSHIP = "//relationships/relationship"

IN_THE_WORKBOOK = [
    # The package
    Fault("no workbook", Rule.ONE_DOCUMENT, document(lambda content: None)),
    Fault("two workbooks", Rule.ONE_DOCUMENT, member("other.twb", b"<workbook/>")),
    Fault("a byte order mark", Rule.ENCODING, document(lambda content: b"\xef\xbb\xbf" + content)),
    Fault("half a workbook", Rule.ENCODING, document(lambda content: content[:9999])),
    Fault("Latin-1", Rule.ENCODING, document(lambda content: content + b"<!--\xe9-->")),
    Fault("no extract in the package", Rule.EXTRACT_PATH, remove_extract),
    Fault("an absolute path", Rule.EXTRACT_PATH,
          put_everywhere("//connection[@dbname]", "dbname", "C:/data/tableau_actions.hyper")),
    Fault("a backslash in a path", Rule.EXTRACT_PATH,
          put("//connection[@dbname]", "dbname", "Data\\Extracts\\tableau_actions.hyper")),
    Fault("a file for nothing", Rule.NO_STOWAWAY, member("Data/Extracts/old.hyper", b"")),
    # The document as a whole
    Fault("an unknown element", Rule.SCHEMA, insert("/workbook/worksheets", "<chart/>")),
    Fault("an unknown attribute", Rule.SCHEMA, put(SHEET, "caption", "Sheet")),
    Fault("no simple id", Rule.SCHEMA, drop(f"{SHEET}/simple-id")),
    Fault("elements out of order", Rule.SCHEMA, move_first(f"{VIEW}/aggregation")),
    Fault("an unknown mark size", Rule.SCHEMA, put(f"{DASHBOARD}/size", "sizing-mode", "any")),
    Fault("a release for a version", Rule.FORMAT_VERSION, put("/workbook", "version", "2026.2")),
    Fault("no build", Rule.FORMAT_VERSION, put("/workbook", "source-build", None)),
    Fault("no flag of sheets", Rule.FLAG_MISSING, drop(f"{MANIFEST}/SheetIdentifierTracking")),
    Fault("no flag of objects", Rule.FLAG_MISSING, drop(f"{MANIFEST}/ObjectModelTableType")),
    Fault("no flag of sorts", Rule.FLAG_MISSING, drop(f"{MANIFEST}/SortTagCleanup")),
    Fault("no flag of zones", Rule.FLAG_MISSING, drop(f"{MANIFEST}/SetMembershipControl")),
    Fault("a conditional spelling", Rule.FLAG_MISSING,
          insert(DASHBOARD, "<_.fcp.SetMembershipControl.true...zones/>")),
    Fault("a flag for nothing", Rule.FLAG_UNUSED, insert(MANIFEST, "<IntuitiveSorting/>")),
    Fault("an unknown flag", Rule.FLAG_UNUSED, insert(MANIFEST, "<NewestFeature/>")),
    Fault("a layout of another time", Rule.FLAG_UNUSED,
          put(f"{SOURCE}/layout", "dim-percentage", "0.5")),
    Fault("one id for two sheets", Rule.UNIQUE_ID, same(f"{SHEET}/simple-id", "uuid")),
    Fault("one id for two zones", Rule.UNIQUE_ID, same(PLACED, "id")),
    Fault("one name for two actions", Rule.UNIQUE_ID, same("/workbook/actions/action", "name")),
    Fault("one object twice", Rule.UNIQUE_ID, repeat(f"{SOURCE}/object-graph/objects/object")),
    Fault("one name for two sheets", Rule.UNIQUE_NAME, same(SHEET, "name")),
    Fault("one caption for two data sources", Rule.UNIQUE_NAME, same(SOURCE, "caption")),
    Fault("a field without a name", Rule.NAMED, put(FIELD, "name", "[]")),
    Fault("a shelf of nothing", Rule.NAMED, write(f"{LINE}/rows", "[federated.x].[]")),
    # Data sources
    Fault("no extract", Rule.EXTRACT_ENABLED, drop(f"{SOURCE}/extract")),
    Fault("an extract that is off", Rule.EXTRACT_ENABLED,
          put(f"{SOURCE}/extract", "enabled", "false")),
    Fault("an extract of another file", Rule.EXTRACT_ENABLED,
          put(f"{SOURCE}/extract/connection", "dbname", "Data/Extracts/tableau_dropoff.hyper")),
    Fault("an extract that is none", Rule.EXTRACT_TABLE, break_extract),
    Fault("a table of another name", Rule.EXTRACT_TABLE,
          extract(f'alter table {TABLE} rename to "Other"')),
    Fault("a field that is no column", Rule.FIELD_IN_EXTRACT, put(FIELD, "name", "[gone]")),
    Fault("a column that is no field", Rule.FIELD_MISSING, drop(FIELD)),
    Fault("a text for a number", Rule.FIELD_TYPE, put(NUMBER, "datatype", "string")),
    Fault("a date for a time", Rule.FIELD_TYPE,
          put(f"{SOURCE}/column[@datatype='datetime']", "datatype", "date")),
    Fault("a discrete measure", Rule.FIELD_ROLE, put(NUMBER, "type", "ordinal")),
    Fault("a continuous text", Rule.FIELD_ROLE, put(FIELD, "type", "quantitative")),
    Fault("one caption for two fields", Rule.FIELD_CAPTION, same(FIELD, "caption")),
    Fault("a caption that is a name", Rule.FIELD_CAPTION, put(FIELD, "caption", "course_name")),
    Fault("no caption", Rule.FIELD_CAPTION, put(FIELD, "caption", None)),
    Fault("no description", Rule.FIELD_DESCRIPTION, drop(f"{FIELD}/desc")),
    Fault("no format", Rule.FIELD_FORMAT, put(NUMBER, "default-format", None)),
    Fault("a rate that is summed", Rule.FIELD_AGGREGATION,
          put(f"{SOURCE}/column[starts-with(@default-format, 'p')]", "aggregation", None)),
    Fault("a key in sight", Rule.FIELD_HIDDEN, put(f"{SOURCE}/column[@hidden]", "hidden", None)),
    Fault("a hidden field in a sheet", Rule.FIELD_HIDDEN,
          put(f"{SOURCE}/column[@name='[action_category]']", "hidden", "true")),
    Fault("another number of a type", Rule.METADATA, write(f"{RECORD}/remote-type", "999")),
    Fault("another name in the metadata", Rule.METADATA, write(f"{RECORD}/local-name", "[gone]")),
    Fault("a number that is counted", Rule.METADATA,
          write(f"{RECORD}[local-type='integer']/aggregation", "Count")),
    Fault("no record of a column", Rule.METADATA, drop(RECORD)),
    Fault("no record in the extract", Rule.METADATA, drop(f"{SOURCE}/extract//metadata-record")),
    Fault("a column of no object", Rule.OBJECT_GRAPH, write(f"{RECORD}/object-id", "[gone]")),
    Fault("an object of no table", Rule.OBJECT_GRAPH,
          put(f"{SOURCE}/object-graph//relation", "name", "Gone")),
    Fault("a relation of no connection", Rule.OBJECT_GRAPH,
          put(f"{SOURCE}//relation[@connection]", "connection", "hyper.gone")),
    Fault("an object without its column", Rule.OBJECT_GRAPH,
          drop(f"{SOURCE}/column[@datatype='table']")),
    Fault("a value without an alias", Rule.ALIAS, drop(f"{SOURCE}/column/aliases/alias")),
    Fault("two aliases of a value", Rule.ALIAS, repeat(f"{SOURCE}/column/aliases/alias")),
    Fault("a folder with nothing in it", Rule.FOLDER, put("//folder-item", "name", "[gone]")),
    Fault("a field in two folders", Rule.FOLDER, repeat("//folder-item")),
    Fault("an unknown field in a formula", Rule.CALCULATION,
          put(MEASURE, "formula", "SUM([gone])")),
    Fault("an unknown function", Rule.CALCULATION, put(MEASURE, "formula", "UNIQUES([user_key])")),
    Fault("an unknown parameter", Rule.CALCULATION,
          put(FLAG, "formula", "[Parameters].[Parameter 99] = 1")),
    Fault("an open bracket", Rule.CALCULATION, put(MEASURE, "formula", "SUM(1")),
    Fault("no end of an if", Rule.CALCULATION, put(MEASURE, "formula", "SUM(IF TRUE THEN 1)")),
    Fault("rows mixed with groups", Rule.CALCULATION,
          put(RATIO, "formula", "[action_count] / SUM([action_count])")),
    Fault("an aggregate of an aggregate", Rule.CALCULATION,
          put(MEASURE, "formula", "SUM(COUNTD([user_key]))")),
    Fault("a text plus a number", Rule.CALCULATION, put(FLAG, "formula", "[course_name] + 1 = 2")),
    Fault("a group for a dimension", Rule.CALCULATION,
          put(f"{SOURCE}/column[@role='measure'][calculation]", "role", "dimension")),
    Fault("a number for a truth", Rule.CALCULATION, put(FLAG, "formula", "1 + 1")),
    Fault("a formula of itself", Rule.CALCULATION, put(
        f"{SOURCE}/column[@name='[learners]']/calculation", "formula", "[learners] + 1")),
    Fault("a choice that is not offered", Rule.PARAMETER, put(PARAMETER, "value", '"Nobody"')),
    Fault("a parameter that a data source does not declare", Rule.PARAMETER_DECLARED,
          drop(f"{SOURCE}/datasource-dependencies/column")),
    Fault("a parameter that a sheet does not declare", Rule.PARAMETER_DECLARED,
          drop(f"{VIEW}/datasource-dependencies[@datasource='Parameters']")),
    Fault("a choice for nobody", Rule.CHOICE,
          insert(f"{PARAMETER}/members", "<member value='&quot;Nobody&quot;'/>")),
    Fault("a choice that means another value", Rule.CHOICE, replace_everywhere(
        "//calculation[contains(@formula, 'Completed')]", "formula", '"completed"', '"complete"')),
    Fault("a colour for nobody", Rule.COLOUR, write(f"{SOURCE}/style//bucket", '"nobody"')),
    Fault("two fields of a data source's own", Rule.COLOUR, repeat(f"{SOURCE}/column-instance")),
    Fault("colours of no declared field", Rule.COLOUR, drop(f"{SOURCE}/column-instance")),
    Fault("learners by their own ids", Rule.NO_USER_ID,
          extract(f'alter table {TABLE} rename column user_key to user_id', having="user_key")),
    # Worksheets
    Fault("a column declared twice", Rule.DEPENDENCY,
          repeat(f"{VIEW}/datasource-dependencies/column")),
    Fault("a data source listed twice", Rule.DEPENDENCY, repeat(f"{VIEW}/datasources/datasource")),
    Fault("a data source that is not there", Rule.DEPENDENCY, put(
        f"{VIEW}/datasource-dependencies[@datasource!='Parameters']", "datasource", "federated.x")),
    Fault("an instance declared twice", Rule.DEPENDENCY,
          repeat(f"{VIEW}/datasource-dependencies/column-instance")),
    Fault("a column that is not there", Rule.DEPENDENCY,
          put(f"{VIEW}/datasource-dependencies/column[not(calculation)]", "name", "[gone]")),
    Fault("a column of another type", Rule.DEPENDENCY,
          put(f"{VIEW}/datasource-dependencies/column[not(calculation)]", "datatype", "real")),
    Fault("a description in a sheet", Rule.DEPENDENCY,
          insert(f"{VIEW}/datasource-dependencies/column", "<desc/>")),
    Fault("another choice in a sheet", Rule.DEPENDENCY, put(
        f"{VIEW}/datasource-dependencies[@datasource='Parameters']/column", "value", '"any"')),
    Fault("a formula of another time", Rule.DEPENDENCY, put(
        f"{VIEW}/datasource-dependencies[@datasource!='Parameters']/column/calculation",
        "formula", "1")),
    Fault("a data source that is not listed", Rule.DEPENDENCY,
          drop(f"{VIEW}/datasources/datasource")),
    Fault("what a formula reads is missing", Rule.DEPENDENCY, drop(
        f"{VIEW}/datasource-dependencies/column[@name='[user_key]']")),
    Fault("a made-up derivation", Rule.INSTANCE,
          put(f"{LINE}//column-instance[@derivation='Day-Trunc']", "derivation", "TruncDay")),
    Fault("another kind of instance", Rule.INSTANCE,
          put(f"{LINE}//column-instance[@derivation='Day-Trunc']", "type", "ordinal")),
    Fault("an instance of no column", Rule.INSTANCE, put(
        f"{LINE}//column-instance[@derivation='None']", "column", "[gone]")),
    Fault("a shelf of what is not declared", Rule.REFERENCE,
          drop(f"{LINE}//column-instance[@derivation='Day-Trunc']")),
    Fault("a colour of what is not declared", Rule.REFERENCE,
          put(f"{SHEET}//encodings/color", "column", "[federated.x].[none:gone:nk]")),
    Fault("a reference line at nothing", Rule.REFERENCE,
          put(f"{SHEET}//reference-line", "value-column", "[federated.x].[sum:gone:qk]")),
    Fault("a sort by nothing", Rule.REFERENCE,
          put(f"{VIEW}/computed-sort", "using", "[federated.x].[sum:gone:qk]")),
    Fault("a text of nothing", Rule.REFERENCE,
          write(f"{SHEET}//customized-label//run", "<[federated.x].[sum:gone:qk]>")),
    Fault("an open bracket on a shelf", Rule.SHELF, write(f"{LINE}/cols", "([federated.x].[a]")),
    Fault("an unknown mark", Rule.MARK, put(f"{SHEET}//mark", "class", "Donut")),
    Fault("a label of what is not in the view", Rule.TEXT_FIELD, drop(f"{TEXT}//encodings/text")),
    Fault("a filter on another level", Rule.FILTER,
          put(f"{VIEW}//groupfilter", "level", "[action_category]")),
    Fault("a filter that ends before it begins", Rule.FILTER,
          write(f"{RANGE}/max", "#1999-01-01#")),
    Fault("a date that is none", Rule.FILTER, write(f"{RANGE}/min", "2025")),
    Fault("a range of what has no ends", Rule.FILTER, put(
        f"{VIEW}//column-instance[@column='[acted_on]'][@derivation='None']", "type", "ordinal")),
    Fault("the same filter twice", Rule.FILTER, repeat(f"{VIEW}/filter")),
    Fault("a filter for a value that is not there", Rule.FILTER, put(
        f"{VIEW}/filter/groupfilter[@level='[none:is_engagement:nk]']", "member", "maybe")),
    Fault("a filter without its slice", Rule.SLICE, drop(f"{VIEW}/slices/column")),
    Fault("a slice without its filter", Rule.SLICE, drop(f"{VIEW}/filter")),
    Fault("one group for two fields", Rule.FILTER_GROUP, same(f"{VIEW}/filter", "filter-group")),
    Fault("a shared filter of another period", Rule.FILTER_GROUP,
          write(f"{RANGE}/min", "#2000-01-01#")),
    Fault("the last days, on a shelf of days", Rule.RELATIVE_DATE,
          put(f"{LINE}/view/filter[@class='quantitative']", "class", "relative-date")),
    Fault("an aggregate aggregated again", Rule.QUERY,
          put(f"{VIEW}//column-instance[@derivation='User']", "derivation", "Sum")),
    Fault("a calculation along the table", Rule.QUERY, insert(
        f"{VIEW}//column-instance[@derivation='Sum']", "<table-calc type='PctTotal'/>")),
    Fault("a sheet of nothing", Rule.QUERY, drop(f"{TEXT}//encodings")),
    Fault("a filter that lets nothing pass", Rule.SHOWS_SOMETHING,
          both(write(f"{RANGE}/min", "#2999-01-01#"), write(f"{RANGE}/max", "#2999-12-31#"))),
    Fault("an hour that is never known", Rule.SHOWS_SOMETHING,
          extract(f"update {TABLE} set hour_of_day = null", having="hour_of_day")),
    Fault("a category that is missing", Rule.NO_NULL_HEADER, extract(
        f"update {TABLE} set action_category = null where action_category = 'video'",
        having="action_category")),
    Fault("outcomes of others", Rule.SAME_AS_WAREHOUSE, swap_outcomes),
    Fault("rates of all groups in one", Rule.RATE_OF_RATES, drop(
        f"{SHEET}[.//column-instance[@column='[survival_rate]']]//encodings")),
    # Dashboards, windows, actions
    Fault("a zone of no sheet", Rule.ZONE, put(PLACED, "name", "Gone")),
    Fault("a zone beyond the edge", Rule.ZONE, put(PLACED, "x", "99000")),
    Fault("a zone beside the zone around it", Rule.ZONE, put(PLACED, "y", "90000")),
    Fault("a zone over another", Rule.ZONE, same(PLACED, "x")),
    Fault("no word of simulation", Rule.STAMP, write(f"{DASHBOARD}[1]//run", "Data", most=None)),
    Fault("no word of simulation on a sheet", Rule.STAMP,
          write("//worksheet[1]/layout-options//run", "Data", most=None)),
    Fault("a style before what it styles", Rule.ZONE,
          move_first(f"{DASHBOARD}//zone[formatted-text]/zone-style")),
    Fault("a filter of another sheet", Rule.CONTROL, put(
        CONTROL.format("filter"), "param", "[federated.x].[none:gone:nk]")),
    Fault("a filter of a sheet elsewhere", Rule.CONTROL,
          put(CONTROL.format("filter"), "name", "At risk or struggling")),
    Fault("a filter of no sheet", Rule.CONTROL, put(CONTROL.format("filter"), "name", "Gone")),
    Fault("a legend of nothing", Rule.CONTROL, put(
        CONTROL.format("color"), "param", "[federated.x].[none:gone:nk]")),
    Fault("a control of no parameter", Rule.CONTROL, put(
        CONTROL.format("paramctrl"), "param", "[Parameters].[Parameter 99]")),
    Fault("a control outside of a flow", Rule.CONTROL, put(
        f"{CONTROL.format('paramctrl')}/..", "type-v2", "layout-basic")),
    Fault("a control of what is not declared", Rule.CONTROL, drop(
        f"{DASHBOARD}/datasource-dependencies[@datasource!='Parameters']/column-instance")),
    Fault("a dashboard without data sources", Rule.DASHBOARD_SOURCES,
          drop(f"{DASHBOARD}/datasources")),
    Fault("a sheet without a window", Rule.WINDOW, drop(SHEET_WINDOW)),
    Fault("two windows of a sheet", Rule.WINDOW, repeat(SHEET_WINDOW)),
    Fault("a window without cards", Rule.WINDOW, drop(f"{SHEET_WINDOW}/cards")),
    Fault("a sheet without a viewpoint", Rule.WINDOW, drop(f"{BOARD_WINDOW}/viewpoints/viewpoint")),
    Fault("an action of no sheet", Rule.ACTION, put("//action/source", "worksheet", "Gone")),
    Fault("an action on nothing", Rule.ACTION,
          put("//action//param[@name='target']", "value", "Gone")),
    Fault("an action that leaves out nothing", Rule.ACTION,
          put("//action//param[@name='exclude']", "value", "Gone")),
    Fault("a click that filters its own sheet", Rule.ACTION_ON_ITSELF,
          drop("//action//param[@name='exclude']")),
    Fault("an action without a target", Rule.ACTION, drop("//action//param[@name='target']")),
    # Extracts against the warehouse
    Fault("an extract of no table", Rule.EXTRACT_ORIGIN, rename_extract),
    Fault("a column less", Rule.EXTRACT_COLUMNS,
          extract(f"alter table {TABLE} drop column day_part", having="day_part")),
    Fault("another type", Rule.EXTRACT_COLUMNS, extract(
        f"alter table {TABLE} drop column day_part",
        f"alter table {TABLE} add column day_part integer", having="day_part")),
    Fault("a row less", Rule.EXTRACT_ROWS, extract(
        f"delete from {TABLE} where acted_at = (select min(acted_at) from {TABLE})",
        having="acted_at")),
    Fault("a row twice", Rule.EXTRACT_ROWS, extract(
        f"insert into {TABLE} select * from {TABLE} limit 1")),
    Fault("a sum off by one", Rule.EXTRACT_VALUES, extract(
        f"update {TABLE} set action_count = action_count + 1 "
        f"where acted_at = (select min(acted_at) from {TABLE})", having="acted_at")),
    Fault("a truth turned", Rule.EXTRACT_VALUES, extract(
        f"update {TABLE} set is_engagement = not is_engagement "
        f"where acted_at = (select min(acted_at) from {TABLE})", having="acted_at")),
    Fault("a text lost", Rule.EXTRACT_VALUES, extract(
        f"update {TABLE} set activity_name = null "
        f"where activity_name = (select min(activity_name) from {TABLE})", having="activity_name")),
    Fault("a time an hour later", Rule.EXTRACT_VALUES, extract(
        f"update {TABLE} set acted_at = acted_at + interval '1 hour'", having="acted_at")),
    # Other readers
    Fault("what no reader understands", Rule.READER, drop("/workbook/datasources")),
    Fault("a sheet of nothing known", Rule.READER,
          put(f"{SHEET}//encodings/*", "column", "[federated.x].[none:gone:nk]")),
]  # fmt: skip

IN_A_DATA_SOURCE = [
    Fault("no word of simulation", Rule.STAMP, put("/datasource", "formatted-name", "Actions")),
    Fault("no word of simulation on a table", Rule.STAMP, put("//object", "caption", "Actions")),
    Fault("no data source", Rule.ONE_DOCUMENT, document(lambda content: None)),
    Fault("no extract in the package", Rule.EXTRACT_PATH, remove_extract),
    Fault("an unknown element", Rule.SCHEMA, insert("/datasource", "<chart/>")),
    Fault("a release for a version", Rule.FORMAT_VERSION, put("/datasource", "version", "2026.2")),
    Fault("a missing flag", Rule.FLAG_MISSING, drop(f"{MANIFEST}/ObjectModelTableType")),
    Fault("a flag for nothing", Rule.FLAG_UNUSED, insert(MANIFEST, "<SortTagCleanup/>")),
    Fault("no extract", Rule.EXTRACT_ENABLED, drop("/datasource/extract")),
    Fault("a field that is no column", Rule.FIELD_IN_EXTRACT,
          put("/datasource/column[not(calculation)]", "name", "[gone]")),
    Fault("no description", Rule.FIELD_DESCRIPTION, drop("/datasource/column[not(@hidden)]/desc")),
    Fault("another number of a type", Rule.METADATA, write("//metadata-record/remote-type", "999")),
    Fault("an unknown field in a formula", Rule.CALCULATION,
          put("/datasource/column/calculation", "formula", "SUM([gone])")),
    Fault("a parameter of a workbook", Rule.SELF_CONTAINED,
          put("/datasource/column/calculation", "formula", "[Parameters].[Parameter 1]")),
    Fault("a key less", Rule.EXTRACT_COLUMNS,
          extract(f"alter table {TABLE} drop column action_key", having="action_key")),
    Fault("a value off by one", Rule.EXTRACT_VALUES,
          extract(f"update {TABLE} set action_count = action_count + 1", having="action_count")),
]  # fmt: skip

IN_THE_MODEL = [
    Fault("no word of simulation", Rule.STAMP, put("/datasource", "formatted-name", "Model")),
    Fault("a field of no column", Rule.COLUMN_MAP, drop("//cols/map")),
    Fault("a column for two fields", Rule.COLUMN_MAP, same("//cols/map", "value")),
    Fault("the wrong ends", Rule.RELATIONSHIP,
          move_first(f"{RELATIONSHIP}/expression/expression[2]")),
    Fault("an unknown key", Rule.RELATIONSHIP,
          put(f"{RELATIONSHIP}/expression/expression", "op", "[gone]")),
    Fault("a join of texts with numbers", Rule.RELATIONSHIP,
          put("/datasource/column[@name='[session_id]']", "datatype", "integer")),
    Fault("an unequal join", Rule.RELATIONSHIP, put(f"{RELATIONSHIP}/expression", "op", ">=")),
    Fault("a table alone", Rule.RELATIONSHIP, drop(RELATIONSHIP)),
    Fault("an end that is not there", Rule.RELATIONSHIP,
          put(f"{RELATIONSHIP}/second-end-point", "object-id", "gone")),
    Fault("a key twice", Rule.SECOND_SIDE, extract(
        'insert into "Extract"."tableau_sessions" '
        'select * from "Extract"."tableau_sessions" limit 1')),
    Fault("a key that is gone", Rule.SECOND_SIDE,
          extract('alter table "Extract"."tableau_sessions" drop column session_id')),
    Fault("a key that is empty", Rule.SECOND_SIDE, extract(
        'update "Extract"."tableau_sessions" set session_id = null where session_id = '
        '(select min(session_id) from "Extract"."tableau_sessions")')),
    Fault("a row less", Rule.EXTRACT_ROWS, extract(
        'delete from "Extract"."tableau_sessions" where session_id = '
        '(select min(session_id) from "Extract"."tableau_sessions")')),
    Fault("an object without its column", Rule.OBJECT_GRAPH,
          drop("/datasource/column[@datatype='table']")),
]  # fmt: skip
