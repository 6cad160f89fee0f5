"""How commands print, and how they show their progress."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


def open_console() -> Console:
    """A console that prints lines as they are."""
    return Console(highlight=False, markup=False, soft_wrap=True)


def progress_bars(console: Console) -> Progress:
    """Bars that go when the work is done, and are not drawn where there is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
