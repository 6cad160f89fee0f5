"""What goes wrong around a build and not in it: a lock, too little memory or disk, a folder."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from scripts.errors import UserError

# The last is what Hyper says.
FULL = re.compile(
    r"No space left on device|File too large|Disk quota exceeded|Growing the database file failed",
    re.IGNORECASE,
)
UNWRITABLE = re.compile(
    r"Read-only file system|Permission denied|Not a directory|File exists|Is a directory"
)
# DuckDB puts a path in double quotes, Python in single ones behind the number of the error.
PATH = re.compile(r"""file "([^"]+)"|\[Errno \d+\] [^:]+: '([^']+)'""")


def outside_cause(message: str) -> str | None:
    """The sentence for an error that no model is to blame for; None for every other error.

    `message` is what DuckDB, Python or dbt says.
    """
    if "Out of Memory Error" in message:
        return "MOOC_MEMORY_LIMIT: too little; allow more, such as 8GB, or set MOOC_THREADS=1"
    if locked := re.search(r'Could not set lock on file "(.*?)"', message):
        return f"{locked[1]}: in use by another program; close it and try again"
    named = PATH.search(message)
    path = (named[1] or named[2]) if named else None
    if full := FULL.search(message):
        return f"{path or 'The disk'}: {full[0].lower()}; make room and build again"
    if path and (reason := UNWRITABLE.search(message)):
        return f"{path}: cannot be written ({reason[0].lower()}); mend that or name another place"
    return None


@contextmanager
def outside_causes(*errors: type[Exception]) -> Iterator[None]:
    """Say what no model is to blame for as a UserError: an OSError, DuckDB's or one of `errors`."""
    try:
        yield
    except Exception as error:
        is_ours = isinstance(error, (OSError, duckdb.Error, *errors))
        if is_ours and (cause := outside_cause(str(error))):
            raise UserError(cause) from error
        raise
