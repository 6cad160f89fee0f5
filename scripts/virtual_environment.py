"""The project's own Python environment, made from lock files when something in it is missing.

Only the standard library is imported here.
"""

import hashlib
import os
import signal
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_file(name: str) -> Path:
    """The lock file of a name; that of `build` is requirements.txt."""
    return PROJECT / ("requirements.txt" if name == "build" else f"requirements-{name}.txt")


def _mark(name: str) -> Path:
    """What says which state of a lock is installed."""
    return FOLDER / "locks" / name


def is_installed(name: str) -> bool:
    """Whether the environment holds what a lock file says now."""
    mark = _mark(name)
    return mark.is_file() and mark.read_text() == _state(name)


def _state(name: str) -> str:
    return hashlib.sha256(lock_file(name).read_bytes()).hexdigest()


def install(name: str) -> None:
    """Install what a lock file says; that of `build` into a new environment.

    A lock names every package, so pip looks for no other: one is left out on purpose (see
    requirements-left-out.in). Raises CalledProcessError when pip fails, and says what to do.
    """
    print(f"Setting up {FOLDER.name} from {lock_file(name).name}, once", file=sys.stderr)
    if name == "build":
        venv.create(FOLDER, clear=True, with_pip=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    subprocess.run(
        [PYTHON, "-m", "pip", "install", *options, "--requirement", lock_file(name)], check=True
    )
    _mark(name).parent.mkdir(exist_ok=True)
    _mark(name).write_text(_state(name))


def enter(locks: Sequence[str], arguments: Sequence[str]) -> None:
    """Go on if this is the project's environment and has these locks; else set it up and start
    `python -m scripts` there with the same arguments.
    """
    is_inside = Path(sys.prefix).resolve() == FOLDER.resolve()
    missing = [name for name in ("build", *locks) if not is_installed(name)]
    if is_inside and not missing:
        return
    if is_inside and "build" in missing:
        sys.exit(
            f"{FOLDER.name}: older than {lock_file('build').name}; "
            "type the same with the Python outside of it"
        )
    try:
        for name in missing:
            install(name)
    except subprocess.CalledProcessError:
        sys.exit(f"{FOLDER.name}: pip could not install it; mend what it says above and try again")
    if not is_inside:
        _start([str(PYTHON), "-m", "scripts", *arguments])


def _start(command: list[str]) -> None:
    """Let another program take the place of this one, which gets what the user interrupts."""
    if os.name != "nt":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(command))
