"""Where the raw files lie."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.project_settings import project_settings


def data_folder(settings: Mapping[str, Any] | None = None) -> Path:
    """The folder that MOOC_DATA_DIR names, or the variable data_dir: of settings, else as it is in
    dbt_project.yml.
    """
    return Path(
        os.environ.get("MOOC_DATA_DIR") or (project_settings() | {**(settings or {})})["data_dir"]
    )
