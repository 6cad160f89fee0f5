"""Where the raw files lie."""

import os
from pathlib import Path

from scripts.project_settings import project_settings


def data_folder() -> Path:
    """The folder that MOOC_DATA_DIR or the variable data_dir of dbt_project.yml names."""
    return Path(os.environ.get("MOOC_DATA_DIR") or project_settings()["data_dir"])
