"""The settings as dbt_project.yml has them, and the sources there are."""

from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[1]
PROJECT_FILE = PROJECT / "dbt_project.yml"


def project_settings() -> dict[str, Any]:
    """Each variable of dbt_project.yml with its value there."""
    return yaml.safe_load(PROJECT_FILE.read_text(encoding="utf-8"))["vars"]


def known_sources() -> list[str]:
    """The names of the sources: the folders of staging models, sorted."""
    return sorted(path.name for path in (PROJECT / "models/staging").iterdir() if path.is_dir())
