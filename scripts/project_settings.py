"""The settings as dbt_project.yml has them."""

from pathlib import Path
from typing import Any

import yaml

PROJECT_FILE = Path(__file__).parents[1] / "dbt_project.yml"


def project_settings() -> dict[str, Any]:
    """Each variable of dbt_project.yml with its value there."""
    return yaml.safe_load(PROJECT_FILE.read_text(encoding="utf-8"))["vars"]
