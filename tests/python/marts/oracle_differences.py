"""The one comparison: a mart of a warehouse beside its oracle."""

from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api import types

from scripts.warehouse import open_warehouse

TOLERANCE = 1e-9
SHOWN_ROWS = 5


def read_mart(warehouse: Path, mart: str) -> pd.DataFrame:
    """The rows of a mart."""
    with open_warehouse(warehouse) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(f"select * from marts.{mart}").df()


def comparable(values: pd.Series) -> pd.Series:
    """Dates and times as microseconds, numbers and flags as float, all else as text."""
    if types.is_datetime64_any_dtype(values):
        micros = values.astype("datetime64[us]").astype("int64").astype(float)
        return micros.where(values.notna())
    if types.is_bool_dtype(values) or types.is_numeric_dtype(values):
        return values.astype("Float64").astype(float)
    kinds = {type(value) for value in values.dropna()}
    if kinds and kinds <= {bool, np.bool_, int, float}:
        return values.astype("Float64").astype(float)
    if kinds - {str}:
        return comparable(pd.to_datetime(values))
    return values.astype(object)


def differs(found: pd.Series, expected: pd.Series, is_ratio: bool) -> pd.Series:
    """Where two columns differ: a null in one, unequal texts or whole numbers, ratios apart."""
    one_null = found.isna() != expected.isna()
    both = found.notna() & expected.notna()
    if found.dtype == object or expected.dtype == object:
        return one_null | (both & (found.astype(object) != expected.astype(object)))
    gap = (found - expected).abs()
    allowed = TOLERANCE * expected.abs().clip(lower=1) if is_ratio else 0
    return one_null | (both & ~(gap <= allowed))


def differences(mart: pd.DataFrame, oracle: pd.DataFrame, keys: list[str]) -> str | None:
    """What differs between the two, by natural key, with the first rows that do; None if nothing.

    Every column of the oracle is compared; columns that only the mart has must be hashed keys.
    """
    if mart.empty and oracle.empty:
        return None
    missing = [c for c in mart if c not in oracle and not c.endswith("_key")]
    missing += [c for c in oracle if c not in mart]
    if missing:
        return f"columns in one of the two only: {missing}"
    sides = []
    for frame in (mart, oracle):
        side = pd.DataFrame({c: comparable(frame[c]) for c in oracle}).reset_index(drop=True)
        if side.duplicated(keys).any():
            return f"keys {keys} repeat:\n{side[side.duplicated(keys, keep=False)].head()}"
        sides.append(side)
    for key in keys:
        if object in (sides[0][key].dtype, sides[1][key].dtype):
            sides = [side.astype({key: object}) for side in sides]
    both = sides[0].merge(
        sides[1], on=keys, how="outer", suffixes=("", "_expected"), indicator="side"
    )
    alone = both[both["side"] != "both"]
    if not alone.empty:
        names = {"left_only": "only in the mart", "right_only": "only in the oracle"}
        shown = alone.assign(side=alone["side"].astype(str).map(names))[[*keys, "side"]]
        return f"{len(alone)} rows in one of the two only:\n{shown.head(SHOWN_ROWS).to_string()}"
    said = []
    for column in [c for c in oracle if c not in keys]:
        expected = both[f"{column}_expected"]
        is_ratio = types.is_float_dtype(mart[column]) or types.is_float_dtype(oracle[column])
        wrong = differs(both[column], expected, is_ratio)
        if wrong.any():
            shown = both.loc[wrong, [*keys, column, f"{column}_expected"]].head(SHOWN_ROWS)
            said.append(f"{column}: {wrong.sum()} of {len(both)} rows differ\n{shown.to_string()}")
    return "\n".join(said) or None
