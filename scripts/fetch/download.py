"""One file over HTTP, resumed where an earlier attempt broke off."""

import time
from collections.abc import Sequence
from pathlib import Path

import requests
import urllib3
from rich.progress import Progress

from scripts.errors import UserError

CHUNK_BYTES = 1 << 18
TIMEOUT_SECONDS = (10, 60)
# Pauses before the attempts that follow one which brought nothing new.
PAUSES_SECONDS = (1, 2, 4)


def download(
    address: str, target: Path, progress: Progress, pauses: Sequence[float] = PAUSES_SECONDS
) -> None:
    """Write what lies at the address to `target`, going on where a file of that name ends.

    Raises UserError when the address cannot be reached or the connection keeps breaking; what came
    stays in `target` for the next time.
    """
    task = progress.add_task(address.rsplit("/", 1)[-1], total=None)
    remaining = list(pauses)
    while True:
        had = _size(target)
        try:
            _append(address, target, progress, task)
            break
        except requests.HTTPError as error:
            code = "with an error" if error.response is None else error.response.status_code
            raise UserError(f"{address}: answered {code}") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            if _size(target) > had:
                remaining = list(pauses)
            if not remaining:
                kept = f", {_size(target):,} bytes are kept" if _size(target) else ""
                reason = "could not be reached, or the connection broke off"
                raise UserError(f"{address}: {reason}{kept}") from error
            time.sleep(remaining.pop(0))
    progress.remove_task(task)


def _append(address: str, target: Path, progress: Progress, task) -> None:
    had = _size(target)
    with requests.get(
        address,
        headers={"Range": f"bytes={had}-", "Accept-Encoding": "identity"} if had else {},
        stream=True,
        timeout=TIMEOUT_SECONDS,
    ) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            if response.headers.get("Content-Range") == f"bytes */{had}":
                return
            target.unlink()
            raise requests.ConnectionError("what was kept is longer than what is offered")
        response.raise_for_status()
        is_continued = response.status_code == requests.codes.partial_content
        begin = had if is_continued else 0
        length = response.headers.get("Content-Length")
        progress.update(task, completed=begin, total=begin + int(length) if length else None)
        with open(target, "ab" if is_continued else "wb") as stream:
            # Unlike iter_content it hands over what came before a connection broke.
            while chunk := response.raw.read1(CHUNK_BYTES):
                stream.write(chunk)
                progress.advance(task, len(chunk))


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
