"""One colour per meaning, told apart by colour-blind readers too."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

PLAIN, LEAVING, PALE = "#4E79A7", "#D55E00", "#A3ACB6"
INK, SOFT_INK, GRID = "#1F2933", "#52606D", "#E9ECEF"
OUTCOME_COLOURS = {
    "completed": PLAIN,
    "dropped_out": LEAVING,
    "failed": "#B07AA1",
    "not_known": PALE,
}

# Column -> value -> colour. No table has two of these columns.
BY_COLUMN: dict[str, dict[Any, str]] = {
    "outcome_status": OUTCOME_COLOURS,
    "is_reliable": {True: PLAIN, False: PALE},
}
# Of what has no meaning of its own (Okabe and Ito, without the two above).
OTHERS = ("#0072B2", "#E69F00", "#009E73", "#56B4E9", "#CC79A7", "#000000")
# The light and the dark end of a scale of counts, and the name of that scale in Tableau.
SCALE_ENDS, SCALE_NAME = ("#DCE6F1", "#26456E"), "blue_10_0"


def colours_for(values: Sequence[Any]) -> dict[Any, str]:
    """A colour for each of some values without a meaning of their own; one alone is plain."""
    return {values[0]: PLAIN} if len(values) == 1 else dict(zip(values, cycle(OTHERS)))
