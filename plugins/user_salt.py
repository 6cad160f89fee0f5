"""The secret behind hashed user ids: it stays out of SQL texts, logs and tables.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library is imported here.
"""

import os
import secrets
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin

VARIABLE = "MOOC_USER_SALT"


def find_salt(kept: Path) -> str | None:
    """The salt that MOOC_USER_SALT gives, else the one kept in a file; None where there is none."""
    if given := os.environ.get(VARIABLE):
        return given
    return kept.read_text(encoding="utf-8") if kept.exists() else None


def keep_salt(kept: Path) -> str | None:
    """Write a random salt where there is none, for the owner's eyes; None or a notice of it."""
    if find_salt(kept):
        return None
    kept.unlink(missing_ok=True)
    with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(secrets.token_hex(32))
    return (
        f"{kept}: a random salt for hashed user ids was written there; keep it, or set {VARIABLE}, "
        "for the same ids in the next build"
    )


class Plugin(BasePlugin):
    """Offers the salt to SQL as a function, and a way to make sure that there is one."""

    def configure_connection(self, conn) -> None:
        """Register the functions; `special` allows a null result, `side_effects` no caching."""
        assert self.creds is not None
        kept = Path(self.creds.path).parent / "user_salt"
        for name, function in [
            ("user_salt", lambda: find_salt(kept)),
            ("keep_user_salt", lambda: keep_salt(kept)),
        ]:
            conn.create_function(
                name, function, [], "VARCHAR", null_handling="special", side_effects=False
            )
