"""Tableau's formulas as SQL that Hyper and DuckDB both run.

The grammar and the functions are those of Tableau's documentation of calculated fields, as far as
a row or a group of rows determines the value: no table calculations, no level of detail.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

NUMBER, TEXT, TRUTH, TIME, NOTHING = "number", "text", "truth", "time", "nothing"
FAMILIES = {"integer": NUMBER, "real": NUMBER, "string": TEXT, "boolean": TRUTH}
FAMILIES |= {"date": TIME, "datetime": TIME}
TOKEN = re.compile(
    r"""\s+|//[^\n]*
    |(?P<reference>\[Parameters\]\.\[[^\[\]]+\]|\[[^\[\]]+\])
    |(?P<number>\d+(\.\d+)?([eE][-+]?\d+)?)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<date>\#[^#]+\#)
    |(?P<word>[A-Za-z_]+)
    |(?P<sign><>|!=|<=|>=|==|[-+*/%^=<>(),{}:])""",
    re.VERBOSE,
)
COMPARISONS = {"=": "=", "==": "=", "<>": "<>", "!=": "<>"} | {s: s for s in ("<", "<=", ">", ">=")}
DATE_PARTS = ("year", "quarter", "month", "week", "day", "hour", "minute")


class FormulaError(ValueError):
    """A formula that Tableau would refuse, or that is not translated; says why."""


@dataclass(frozen=True)
class Expression:
    """A piece of SQL: its family of values, and whether it stands for a group of rows.

    A constant is neither for a row nor for a group: its `is_aggregate` is None.
    """

    sql: str
    family: str
    is_aggregate: bool | None = None


def real(sql: str) -> str:
    """SQL for a number as double; whole numbers would be divided without their remainder."""
    return f"cast({sql} as double precision)"


def quoted(text: str) -> str:
    """A text constant in SQL."""
    return "'" + text.replace("'", "''") + "'"


def constant(value: str | bool | int | float | None, datatype: str) -> Expression:
    """A value of one of Tableau's data types as a constant."""
    if value is None:
        return Expression("null", NOTHING)
    family = FAMILIES[datatype]
    if family == TIME:
        kind = "date" if datatype == "date" else "timestamp"
        return Expression(f"cast({quoted(str(value))} as {kind})", TIME)
    if family == TEXT:
        return Expression(quoted(str(value)), TEXT)
    return Expression(str(value).lower(), family)


def truncated(part: str, sql: str) -> str:
    """SQL for the beginning of a period that holds a time."""
    time = f"date_trunc('{part}', {sql})"
    return f"cast({time} as {'timestamp' if part in ('hour', 'minute') else 'date'})"


def extracted(part: str, sql: str) -> str:
    """SQL for a part of a time as a whole number."""
    return f"cast(extract({part} from {sql}) as bigint)"


def _median(sql: str) -> str:
    return f"percentile_cont(0.5) within group (order by {real(sql)})"


# Aggregate: SQL for its argument, and the family of its value; None keeps the argument's.
AGGREGATES: dict[str, tuple[Callable[[str], str], str | None]] = {
    "SUM": (lambda x: f"sum({x})", NUMBER),
    "AVG": (lambda x: f"avg({real(x)})", NUMBER),
    "MIN": (lambda x: f"min({x})", None),
    "MAX": (lambda x: f"max({x})", None),
    "COUNT": (lambda x: f"count({x})", NUMBER),
    "COUNTD": (lambda x: f"count(distinct {x})", NUMBER),
    "MEDIAN": (_median, NUMBER),
    "STDEV": (lambda x: f"stddev_samp({real(x)})", NUMBER),
    "ATTR": (lambda x: f"case when min({x}) = max({x}) then min({x}) end", None),
}
NUMERIC_AGGREGATES = {"SUM", "AVG", "MEDIAN", "STDEV"}
# Function of a row: SQL for its arguments, their families (None: any), family of its value.
FUNCTIONS: dict[str, tuple[Callable[..., str], list[str | None], str | None]] = {
    "ZN": (lambda x: f"coalesce({x}, 0)", [NUMBER], NUMBER),
    "IFNULL": (lambda x, y: f"coalesce({x}, {y})", [None, None], None),
    "ISNULL": (lambda x: f"({x} is null)", [None], TRUTH),
    "ABS": (lambda x: f"abs({x})", [NUMBER], NUMBER),
    "ROUND": (lambda x: f"round({real(x)})", [NUMBER], NUMBER),
    "FLOOR": (lambda x: f"floor({real(x)})", [NUMBER], NUMBER),
    "CEILING": (lambda x: f"ceil({real(x)})", [NUMBER], NUMBER),
    "SQRT": (lambda x: f"sqrt({real(x)})", [NUMBER], NUMBER),
    "LN": (lambda x: f"ln({real(x)})", [NUMBER], NUMBER),
    "EXP": (lambda x: f"exp({real(x)})", [NUMBER], NUMBER),
    "POWER": (lambda x, y: f"power({real(x)}, {real(y)})", [NUMBER, NUMBER], NUMBER),
    "INT": (lambda x: f"cast(trunc({real(x)}) as bigint)", [NUMBER], NUMBER),
    "FLOAT": (real, [None], NUMBER),
    "STR": (lambda x: f"cast({x} as text)", [None], TEXT),
    "DATE": (lambda x: f"cast({x} as date)", [None], TIME),
    "LEN": (lambda x: f"length({x})", [TEXT], NUMBER),
    "UPPER": (lambda x: f"upper({x})", [TEXT], TEXT),
    "LOWER": (lambda x: f"lower({x})", [TEXT], TEXT),
    "CHAR": (lambda n: f"chr(cast({n} as integer))", [NUMBER], TEXT),
    "LEFT": (lambda x, n: f"left({x}, {n})", [TEXT, NUMBER], TEXT),
    "RIGHT": (lambda x, n: f"right({x}, {n})", [TEXT, NUMBER], TEXT),
    "CONTAINS": (lambda x, y: f"(strpos({x}, {y}) > 0)", [TEXT, TEXT], TRUTH),
    "YEAR": (lambda x: extracted("year", x), [TIME], NUMBER),
    "MONTH": (lambda x: extracted("month", x), [TIME], NUMBER),
    "DAY": (lambda x: extracted("day", x), [TIME], NUMBER),
}
TABLE_CALCULATION = re.compile(r"(WINDOW|RUNNING|RANK)(_\w+)?|INDEX|SIZE|FIRST|LAST|LOOKUP|TOTAL")
END_OF_CLAUSE = ("THEN", "ELSE", "ELSEIF", "END", "WHEN")


class Parser:
    """Reads one formula; `resolve` gives the expression of what a reference names."""

    def __init__(self, formula: str, resolve: Callable[[str], Expression]) -> None:
        """Split the formula into tokens; raises FormulaError at what is none."""
        self.formula, self.resolve = formula, resolve
        self.tokens: list[tuple[str, str]] = []
        self.place = 0
        position = 0
        while position < len(formula):
            match = TOKEN.match(formula, position)
            if match is None:
                raise FormulaError(f"{formula[position:]!r} cannot be read")
            position = match.end()
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group(match.lastgroup)))

    def parse(self) -> Expression:
        """The whole formula as SQL; raises FormulaError."""
        found = self.either()
        if self.place < len(self.tokens):
            raise FormulaError(f"{self.formula!r}: {self.tokens[self.place][1]!r} is not expected")
        return found

    def take(self, *wanted: str) -> str | None:
        """The next token in upper case when it is one of these, and a step on."""
        if self.place < len(self.tokens):
            kind, text = self.tokens[self.place]
            if kind in ("word", "sign") and text.upper() in wanted:
                self.place += 1
                return text.upper()
        return None

    def need(self, wanted: str) -> None:
        """Step over this token; raises FormulaError when another comes."""
        if not self.take(wanted):
            raise FormulaError(f"{self.formula!r}: {wanted} is missing")

    def combine(self, sql: str, family: str, *operands: Expression) -> Expression:
        """An expression of operands that all stand for rows or all for groups."""
        levels = {one.is_aggregate for one in operands} - {None}
        if len(levels) > 1:
            raise FormulaError(f"{self.formula!r}: mixes aggregated and other values")
        return Expression(sql, family, levels.pop() if levels else None)

    def expect(self, family: str | None, *operands: Expression) -> None:
        """Raise FormulaError unless the operands are of a family, or of one where None is given."""
        families = {one.family for one in operands} - {NOTHING}
        if family is not None:
            families |= {family}
        if len(families) > 1:
            raise FormulaError(f"{self.formula!r}: {' and '.join(sorted(families))} do not fit")

    def joined(self, word: str, operand: Callable[[], Expression]) -> Expression:
        """Conditions with a word between them."""
        found = operand()
        while self.take(word):
            other = operand()
            self.expect(TRUTH, found, other)
            found = self.combine(f"({found.sql} {word} {other.sql})", TRUTH, found, other)
        return found

    def either(self) -> Expression:
        """Alternatives of conditions that must all hold."""
        return self.joined("OR", lambda: self.joined("AND", self.negation))

    def negation(self) -> Expression:
        """A condition or its opposite."""
        if not self.take("NOT"):
            return self.comparison()
        found = self.negation()
        self.expect(TRUTH, found)
        return self.combine(f"(not {found.sql})", TRUTH, found)

    def comparison(self) -> Expression:
        """Two values compared, or one value."""
        found = self.addition()
        if sign := self.take(*COMPARISONS):
            other = self.addition()
            self.expect(None, found, other)
            return self.combine(
                f"({found.sql} {COMPARISONS[sign]} {other.sql})", TRUTH, found, other
            )
        return found

    def addition(self) -> Expression:
        """Sums, differences and joined texts."""
        found = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            if sign == "+" and found.family == TEXT:
                self.expect(TEXT, other)
                found = self.combine(f"({found.sql} || {other.sql})", TEXT, found, other)
            else:
                self.expect(NUMBER, found, other)
                found = self.combine(f"({found.sql} {sign} {other.sql})", NUMBER, found, other)
        return found

    def product(self) -> Expression:
        """Products and ratios; a ratio is real, and null where it divides by zero."""
        found = self.power()
        while sign := self.take("*", "/", "%"):
            other = self.power()
            self.expect(NUMBER, found, other)
            one, two = found.sql, other.sql
            if sign != "*":
                two = f"nullif({two}, 0)"
            if sign == "/":
                one, two = real(one), real(two)
            found = self.combine(f"({one} {sign} {two})", NUMBER, found, other)
        return found

    def power(self) -> Expression:
        """A value or its power."""
        found = self.signed()
        if self.take("^"):
            other = self.power()
            self.expect(NUMBER, found, other)
            sql = f"power({real(found.sql)}, {real(other.sql)})"
            return self.combine(sql, NUMBER, found, other)
        return found

    def signed(self) -> Expression:
        """A value, perhaps with a sign before it."""
        if self.take("-"):
            found = self.signed()
            self.expect(NUMBER, found)
            return self.combine(f"(-{found.sql})", NUMBER, found)
        return self.value()

    def value(self) -> Expression:
        """A constant, field, function, condition or bracket."""
        if self.take("("):
            found = self.either()
            self.need(")")
            return found
        if self.take("IF"):
            return self.condition()
        if self.take("CASE"):
            return self.choice()
        if self.place == len(self.tokens):
            raise FormulaError(f"{self.formula!r} ends too early")
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind == "number":
            return Expression(text, NUMBER)
        if kind == "text":
            return constant(text[1:-1], "string")
        if kind == "date":
            return constant(text[1:-1], "date" if len(text) <= 12 else "datetime")
        if kind == "reference":
            return self.resolve(text)
        if text.upper() in ("TRUE", "FALSE"):
            return Expression(text.lower(), TRUTH)
        if text.upper() == "NULL":
            return Expression("null", NOTHING)
        if kind == "word" and text.upper() not in END_OF_CLAUSE:
            return self.function(text.upper())
        raise FormulaError(f"{self.formula!r}: {text!r} is not expected")

    def condition(self) -> Expression:
        """IF … THEN … ELSEIF … ELSE … END, the first word read."""
        sql, conditions, values = "case", [], []
        while True:
            conditions.append(self.either())
            self.need("THEN")
            values.append(self.either())
            sql += f" when {conditions[-1].sql} then {values[-1].sql}"
            if not self.take("ELSEIF"):
                break
        self.expect(TRUTH, *conditions)
        return self.ending(sql, conditions, values)

    def choice(self) -> Expression:
        """CASE … WHEN … THEN … ELSE … END, the first word read."""
        subject = self.either()
        sql, cases, values = f"case {subject.sql}", [subject], []
        while self.take("WHEN"):
            cases.append(self.either())
            self.need("THEN")
            values.append(self.either())
            sql += f" when {cases[-1].sql} then {values[-1].sql}"
        self.expect(None, *cases)
        return self.ending(sql, cases, values)

    def ending(self, sql: str, cases: list[Expression], values: list[Expression]) -> Expression:
        """What IF and CASE have in common: ELSE … END."""
        if self.take("ELSE"):
            values = [*values, self.either()]
            sql += f" else {values[-1].sql}"
        self.need("END")
        self.expect(None, *values)
        families = [one.family for one in values if one.family != NOTHING]
        return self.combine(f"{sql} end", (families or [NOTHING])[0], *cases, *values)

    def function(self, name: str) -> Expression:
        """A function, its name read."""
        if name in ("DATETRUNC", "DATEPART", "DATEDIFF"):
            return self.time_function(name)
        if name == "IIF":
            return self.short_condition()
        arguments = self.arguments(name)
        if name in ("MIN", "MAX") and len(arguments) == 2:
            self.expect(None, *arguments)
            chosen = "least" if name == "MIN" else "greatest"
            sql = f"{chosen}({arguments[0].sql}, {arguments[1].sql})"
            return self.combine(sql, arguments[0].family, *arguments)
        if name in AGGREGATES:
            return self.aggregate(name, arguments)
        if name not in FUNCTIONS:
            what = "is a table calculation" if TABLE_CALCULATION.fullmatch(name) else "is not known"
            raise FormulaError(f"{self.formula!r}: {name} {what}")
        template, families, result = FUNCTIONS[name]
        if len(arguments) != len(families):
            raise FormulaError(f"{self.formula!r}: {name} takes {len(families)} values")
        for argument, family in zip(arguments, families, strict=True):
            if family:
                self.expect(family, argument)
        if result is None:
            self.expect(None, *arguments)
            result = arguments[0].family
        return self.combine(template(*[one.sql for one in arguments]), result, *arguments)

    def arguments(self, name: str) -> list[Expression]:
        """The values in the brackets after a function's name."""
        if not self.take("("):
            raise FormulaError(f"{self.formula!r}: {name} is neither a field nor a function")
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.need(")")
        return found

    def aggregate(self, name: str, arguments: list[Expression]) -> Expression:
        """A function of a group of rows."""
        if len(arguments) != 1:
            raise FormulaError(f"{self.formula!r}: {name} takes one value")
        [argument] = arguments
        if argument.is_aggregate:
            raise FormulaError(f"{self.formula!r}: {name} aggregates what is aggregated")
        if name in NUMERIC_AGGREGATES:
            self.expect(NUMBER, argument)
        template, family = AGGREGATES[name]
        return Expression(template(argument.sql), family or argument.family, True)

    def short_condition(self) -> Expression:
        """IIF(condition, value, other)."""
        arguments = self.arguments("IIF")
        if len(arguments) != 3:
            raise FormulaError(f"{self.formula!r}: IIF takes 3 values")
        condition, value, other = arguments
        self.expect(TRUTH, condition)
        self.expect(None, value, other)
        cases = f"when {condition.sql} then {value.sql} when not {condition.sql} then {other.sql}"
        sql = f"case {cases} end"
        return self.combine(sql, value.family, *arguments)

    def time_function(self, name: str) -> Expression:
        """Functions whose first value is the name of a part of a time."""
        part, *times = self.arguments(name)
        word = part.sql.strip("'")
        if word not in DATE_PARTS:
            raise FormulaError(f"{self.formula!r}: {word} is no part of a time")
        self.expect(TIME, *times)
        if name == "DATETRUNC":
            return self.combine(truncated(word, times[0].sql), TIME, *times)
        if name == "DATEPART":
            return self.combine(extracted(word, times[0].sql), NUMBER, *times)
        if word != "day" or len(times) != 2:
            raise FormulaError(f"{self.formula!r}: only days are counted between dates")
        first, last = (f"cast({one.sql} as date)" for one in times)
        return self.combine(f"({last} - {first})", NUMBER, *times)


def translate(formula: str, known: Mapping[str, Expression] | Callable[[str], Expression]):
    """A formula as an Expression, its references looked up in `known`; raises FormulaError."""
    if isinstance(known, Mapping):
        return Parser(formula, lambda reference: _look_up(known, reference)).parse()
    return Parser(formula, known).parse()


def _look_up(known: Mapping[str, Expression], reference: str) -> Expression:
    if reference not in known:
        raise FormulaError(f"{reference} is not known")
    return known[reference]
