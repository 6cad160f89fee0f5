"""What goes wrong around a build and not in it: a lock, too little memory or disk, a folder."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from scripts.errors import UserError
from scripts.files import held_open

# The last is what Hyper says, the one before it Windows.
FULL = re.compile(
    r"No space left on device|File too large|Disk quota exceeded|not enough space on the disk"
    r"|Growing the database file failed",
    re.IGNORECASE,
)
UNWRITABLE = re.compile(
    r"Read-only file system|Permission denied|Not a directory|File exists|Is a directory"
    r"|Operation not permitted|Access is denied"
)
# DuckDB puts a path in double quotes, Python in single ones behind the number of the error.
PATH = re.compile(r"""file "([^"]+)"|\[(?:Errno|WinError) \d+\] [^:]+: '([^']+)'""")
# Windows says it in the user's language, DuckDB and Python add what they say in English.
IN_USE = re.compile(r"being used by another process|File is already open in|\[WinError (?:32|33)\]")
# DuckDB names no file when the one that it wrote cannot take the place of an older one.
NOT_MOVED = "Could not move file:"


def outside_cause(message: str) -> str | None:
    """The sentence for an error that no model is to blame for; None for every other error.

    `message` is what DuckDB, Python or dbt says.
    """
    if "Out of Memory Error" in message:
        return "MOOC_MEMORY_LIMIT: too little; allow more, such as 8GB, or set MOOC_THREADS=1"
    if locked := re.search(r'Could not set lock on file "(.*?)"', message):
        return f"{locked[1]}: in use by another program; close it and try again"
    if NOT_MOVED in message:
        return held_open("A CSV or Parquet file of the exports")
    named = PATH.search(message)
    path = (named[1] or named[2]) if named else None
    if path and IN_USE.search(message):
        return f"{path}: in use by another program; close it and try again"
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
