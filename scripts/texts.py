"""Texts as pictures and workbooks can hold them: what XML 1.0 forbids is replaced."""

import re
from typing import Any

# All that XML 1.0 allows, as regular expressions write it.
ALLOWED = "\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
REPLACEMENT = "\ufffd"
FORBIDDEN = re.compile(f"[^{ALLOWED}]")


def printable(value: Any) -> Any:
    """A text, or a list or dictionary with all texts in it, without what XML forbids."""
    if isinstance(value, str):
        return FORBIDDEN.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {printable(key): printable(item) for key, item in value.items()}
    return value
