"""On what the outcomes of enrollments rest: labels, or what is inferred."""

from collections.abc import Mapping

import duckdb

from scripts.charts.export_tables import ENROLLMENTS
from scripts.warehouse import one_row


def outcomes_rest_on(connection: duckdb.DuckDBPyConnection, course: Mapping[str, str]) -> str:
    """A sentence for one course, with its `source_name` and `course_id`, or for all without."""
    chosen = " and ".join(f"{column} = ${column}" for column in course) or "true"
    enrolled, labelled, inferred = one_row(
        connection,
        f"""select count(*), count(*) filter (outcome_basis = 'label'),
        count(*) filter (outcome_basis in ('progress', 'inactivity'))
        from {ENROLLMENTS} where {chosen}""",
        dict(course),
    )
    if not enrolled:
        return ""
    return (
        f"Of {enrolled:,} enrollments {100 * labelled / enrolled:.0f} % have a labelled outcome "
        f"and {100 * inferred / enrolled:.0f} % one inferred from progress or silence."
    )
