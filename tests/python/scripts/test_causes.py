"""What goes wrong around a build is a sentence that names the file, on Windows too."""

import pytest

from scripts.causes import outside_cause
from scripts.dbt import sentence_of

HELD = "The process cannot access the file because it is being used by another process."
HELD_IN_GERMAN = "Der Prozess kann nicht auf die Datei zugreifen."
WAREHOUSE = r"C:\mooc\mooc.duckdb"
IN_USE = f"{WAREHOUSE}: in use by another program; close it and try again"
NOT_MOVED = (
    "A CSV or Parquet file of the exports: held open by another program; close it and try again"
)


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (f'IO Error: Could not set lock on file "{WAREHOUSE}": Conflicting lock', IN_USE),
        (f'IO Error: Cannot open file "{WAREHOUSE}": {HELD}', IN_USE),
        (
            f'IO Error: Cannot open file "{WAREHOUSE}": {HELD_IN_GERMAN}\n\n'
            "File is already open in \nC:\\tabreader.exe (PID 7812)",
            IN_USE,
        ),
        (f"[WinError 32] {HELD_IN_GERMAN[:-1]}: {WAREHOUSE!r}".replace("\\\\", "\\"), IN_USE),
        (f"IO Error: Could not move file: {HELD}", NOT_MOVED),
        ("IO Error: Could not move file: Access is denied.", NOT_MOVED),
        (
            "[WinError 5] Access is denied: 'exports'",
            "exports: cannot be written (access is denied); mend that or name another place",
        ),
        (
            f'IO Error: Could not write file "{WAREHOUSE}": There is not enough space on the disk.',
            f"{WAREHOUSE}: not enough space on the disk; make room and build again",
        ),
    ],
)
def test_a_message_is_said_in_one_sentence(message, sentence):
    assert outside_cause(message) == sentence
    assert sentence_of(message) == sentence


def test_an_error_of_a_model_is_no_such_cause():
    assert outside_cause("Binder Error: Referenced column acted_at not found") is None
