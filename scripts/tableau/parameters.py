"""Parameters: one choice that acts on sheets of several data sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.charts.choices import ALL, Choice
from scripts.tableau.document import FORMAT_VERSION, add
from scripts.tableau.fields import Column, text_formula


@dataclass(frozen=True)
class Parameter:
    """A list of texts of which one is chosen, for a column of the extracts.

    `members` maps the words that are shown to the value of the column.
    """

    number: int
    choice: Choice
    column: str
    members: dict[str, str]

    @property
    def path(self) -> str:
        """Its name in formulas."""
        return f"[Parameters].[Parameter {self.number}]"

    @property
    def first(self) -> str:
        """What is chosen when the workbook opens."""
        return ALL if self.choice.has_all else next(iter(self.members))

    @property
    def field(self) -> str:
        """The name of the calculation that is true for the rows of the choice."""
        return f"is_chosen_{self.choice.column}"

    @property
    def one_course_field(self) -> str:
        """The name of the calculation that is true for the rows of one course."""
        return f"{self.field}_alone"

    def words_of(self, value: str) -> str:
        """The words for a value of the column."""
        return next(words for words, chosen in self.members.items() if chosen == value)


def add_parameter(parent: Element, parameter: Parameter) -> None:
    """The parameter with its members."""
    column = add(
        parent,
        "column",
        {
            "caption": parameter.choice.name,
            "datatype": "string",
            "name": f"[Parameter {parameter.number}]",
            "param-domain-type": "list",
            "role": "measure",
            "type": "nominal",
            "value": f'"{parameter.first}"',
        },
    )
    add(column, "calculation", {"class": "tableau", "formula": f'"{parameter.first}"'})
    members = add(column, "members")
    for words in [ALL] * parameter.choice.has_all + list(parameter.members):
        add(members, "member", {"value": f'"{words}"'})


def add_parameters(parent: Element, parameters: Sequence[Parameter]) -> None:
    """What a data source, sheet or dashboard needs to know of the parameters that it reads."""
    if parameters:
        dependencies = add(parent, "datasource-dependencies", {"datasource": "Parameters"})
        for parameter in parameters:
            add_parameter(dependencies, parameter)


def add_parameter_source(parent: Element, parameters: Sequence[Parameter]) -> None:
    """The data source that consists of all parameters."""
    if parameters:
        attributes = {"hasconnection": False, "inline": True, "name": "Parameters"}
        source = add(parent, "datasource", {**attributes, "version": FORMAT_VERSION})
        add(source, "aliases", {"enabled": "yes"})
        for parameter in parameters:
            add_parameter(source, parameter)


def words_for(values: Iterable[str]) -> dict[str, str]:
    """Words to choose by, with the value of each: the value but for quotes and control characters.

    No two are alike, and none is the word for all of them.
    """
    found: dict[str, str] = {}
    for value in values:
        plain = "".join(letter if letter.isprintable() else " " for letter in value)
        words = plain = plain.replace('"', "”")
        number = 1
        while words in found or words == ALL:
            number += 1
            words = f"{plain} ({number})"
        found[words] = value
    return found


def conditions(parameter: Parameter) -> list[str]:
    """Formulas of which one holds for the rows of a chosen value."""
    if all(words == value for words, value in parameter.members.items()):
        return [f"[{parameter.column}] = {parameter.path}"]
    return [
        f"({parameter.path} = {text_formula(words)} AND "
        f"[{parameter.column}] = {text_formula(value)})"
        for words, value in parameter.members.items()
    ]


def chosen_column(parameter: Parameter) -> Column:
    """The calculation that is true for the rows of the choice."""
    every = [f'{parameter.path} = "{ALL}"'] if parameter.choice.has_all else []
    name = parameter.choice.name
    return boolean_column(
        parameter.field, f"In the chosen {name.lower()}", [*every, *conditions(parameter)],
        f"Whether the row has what is chosen in {name}.",
    )  # fmt: skip


def one_course_column(parameter: Parameter, first: str) -> Column:
    """The calculation that is true for one course: the chosen one, or with All the largest."""
    largest = f'({parameter.path} = "{ALL}" AND [{parameter.column}] = {text_formula(first)})'
    return boolean_column(
        parameter.one_course_field, "In the one course shown", [*conditions(parameter), largest],
        "Whether the row is of the chosen course or, where all are chosen, of the largest.",
    )  # fmt: skip


def boolean_column(name: str, caption: str, any_of: Sequence[str], description: str) -> Column:
    """A calculation that is true for a row of which a formula holds."""
    return Column(
        name=name,
        caption=caption,
        datatype="boolean",
        role="dimension",
        kind="nominal",
        folder="Filters",
        description=description,
        formula=" OR ".join(any_of),
    )
