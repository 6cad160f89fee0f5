"""Where the raw files lie."""

import os
from pathlib import Path

import yaml

PROJECT_FILE = Path(__file__).parents[1] / "dbt_project.yml"


def data_folder() -> Path:
    """The folder that MOOC_DATA_DIR or the variable data_dir of dbt_project.yml names."""
    settings = yaml.safe_load(PROJECT_FILE.read_text(encoding="utf-8"))
    return Path(os.environ.get("MOOC_DATA_DIR") or settings["vars"]["data_dir"])
