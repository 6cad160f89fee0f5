"""Files that a reader never meets half written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path to write to, renamed to `target` when the block ends well.

    On an error the old `target` stays, and nothing is left beside it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=target.parent) as folder:
        unfinished = Path(folder) / target.name
        yield unfinished
        os.replace(unfinished, target)
