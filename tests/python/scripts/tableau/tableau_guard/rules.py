"""What a Tableau file must fulfil, and what is found where it does not."""

from dataclasses import dataclass
from enum import Enum


class Rule(Enum):
    """A name for each rule; the value states it."""

    # The package
    ONE_DOCUMENT = "one document lies at the root of the package"
    ENCODING = "the document is well-formed XML in UTF-8 without a byte order mark"
    EXTRACT_PATH = "every extract is named by a relative path and lies in the package"
    NO_STOWAWAY = "the package holds nothing that its document does not name"

    # The document as a whole
    SCHEMA = "the document fits both of Tableau's schemas"
    FORMAT_VERSION = "the document states the version of the format and of a product"
    FLAG_MISSING = "what needs a flag in the manifest has it"
    FLAG_UNUSED = "a flag in the manifest is known and used"
    UNIQUE_ID = "no identifier is used twice"
    UNIQUE_NAME = "no two sheets, dashboards or data sources share a name"
    NAMED = "no name is empty"

    # Data sources
    EXTRACT_ENABLED = "a data source has an enabled extract of the file it is based on"
    EXTRACT_TABLE = "an extract holds the tables that the document names"
    FIELD_IN_EXTRACT = "a field is a column of the extract or a calculation"
    FIELD_MISSING = "every column of the extract is a field"
    FIELD_TYPE = "a field has the type of its column"
    FIELD_ROLE = "measures are quantitative, texts and truth values are not"
    FIELD_CAPTION = "a visible field has a caption in words, unlike all others"
    FIELD_DESCRIPTION = "a visible field has a description"
    FIELD_FORMAT = "a visible numeric measure has a format"
    FIELD_AGGREGATION = "a rate that is a column is never summed unless somebody asks for it"
    FIELD_HIDDEN = "a key is hidden, and what a sheet uses is not"
    METADATA = "the metadata records are the columns of the extract"
    OBJECT_GRAPH = "objects, their tables and the identifiers of columns agree"
    ALIAS = "a field with aliases has one for each of its values"
    FOLDER = "folders and hierarchies hold fields of the data source, each once"
    CALCULATION = "a formula can be read, and its fields, parameters and types exist and fit"
    PARAMETER = "the value of a parameter is one of its choices"
    PARAMETER_DECLARED = "what reads a parameter declares it"
    CHOICE = "every choice of a parameter leaves something to show on a sheet that reads it"
    COLOUR = "a colour belongs to the one declared field of its data source, and to a value in it"
    SELF_CONTAINED = "a data source for itself reads no parameter of a workbook"
    NO_USER_ID = "no extract holds the learners' own ids"

    # Relationships
    COLUMN_MAP = "every field of several tables is mapped to the column it stands for"
    RELATIONSHIP = "a relationship joins fields of the two tables at its ends"
    SECOND_SIDE = "the second side of a relationship is unique and never empty"

    # Worksheets
    DEPENDENCY = "a sheet declares columns of its data sources, each once and as they are"
    INSTANCE = "the name of a column instance says its derivation and kind"
    REFERENCE = "what a sheet refers to is declared in it"
    SHELF = "a shelf can be read"
    MARK = "a mark has a known type"
    TEXT_FIELD = "a text shows only fields that are in the view"
    FILTER = "a filter fits its field, and its values exist"
    SLICE = "every filter has its slice, and every slice its filter"
    FILTER_GROUP = "the filters of a group are the same"
    RELATIVE_DATE = "a relative date filters no field that is on a shelf"
    QUERY = "a sheet can be run as a query"
    SHOWS_SOMETHING = "a sheet shows at least one mark"
    NO_NULL_HEADER = "no header of a sheet stands for missing values, which Tableau calls Null"
    SAME_AS_WAREHOUSE = "a sheet shows what the same query finds in the warehouse"
    RATE_OF_RATES = "a rate of an aggregated table is not aggregated again"

    # Dashboards, windows, actions
    ZONE = "a zone shows a sheet that exists, within the zone around it and beside its neighbours"
    CONTROL = "a control in a zone steers something that is there, and is declared"
    STAMP = "what shows simulated data says so: data sources, dashboards and sheets"
    DASHBOARD_SOURCES = "a dashboard lists its data sources"
    WINDOW = "every sheet and dashboard has one window, with cards or viewpoints"
    ACTION = "an action names sheets and dashboards that exist"
    ACTION_ON_ITSELF = "a click on a sheet filters the others and leaves that sheet as it is"

    # Extracts against the warehouse
    EXTRACT_ORIGIN = "an extract is named after an export table"
    EXTRACT_COLUMNS = "an extract has the columns and types of its export table"
    EXTRACT_ROWS = "an extract has as many rows as its export table"
    EXTRACT_VALUES = (
        "every column has the values of its export table, as far as counts and sums tell"
    )

    # Other readers
    READER = "independent readers open the file and find in it what is in it"


@dataclass(frozen=True)
class Finding:
    """A place where a rule is broken."""

    rule: Rule
    text: str

    def __str__(self) -> str:
        """The rule and the place, in one line."""
        return f"{self.rule.name}: {self.text}"
