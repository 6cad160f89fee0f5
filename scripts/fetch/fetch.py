"""Fetch public data into the data folder."""

import os
import tarfile
import zipfile
import zlib
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from scripts.data_folder import data_folder
from scripts.errors import UserError
from scripts.fetch.download import download
from scripts.fetch.published import DATASETS, Dataset
from scripts.fetch.unpack import is_archive, unpack
from scripts.fetch.verify import differences, lying_file
from scripts.files import replace
from scripts.terminal import open_console

BROKEN = (OSError, EOFError, zlib.error, tarfile.TarError, zipfile.BadZipFile)


def fetch(
    source: str, dataset: Dataset, folder: Path, given: Path | None, progress: Progress
) -> str:
    """Put the files of a data set into `folder`, and say in a sentence what was done.

    They come from its addresses or from a given archive. Raises UserError when none of them offers
    the published files, or other files lie in their place; the files in `folder` then stay as
    they were.
    """
    if any(lying_file(folder, name) for name in dataset.tables):
        if found := differences(folder, dataset):
            raise UserError(f"{'; '.join(found)}; remove the files of {source} and fetch again")
        return f"{folder}: the published files are there already"
    folder.mkdir(parents=True, exist_ok=True)
    if given:
        install(given, str(given), dataset, folder)
        return f"{folder}: {len(dataset.tables)} files, as published"
    failures = []
    for number, address in enumerate(dataset.addresses, start=1):
        archive = folder / f".archive-{number}"
        try:
            download(address, archive, progress)
            try:
                install(archive, address, dataset, folder)
            finally:
                archive.unlink()
        except UserError as error:
            failures.append(str(error))
        else:
            return f"{folder}: {len(dataset.tables)} files, as published at {address}"
    by_hand = f"download it from {dataset.page} and run make fetch SOURCES={source} FROM=<file>"
    raise UserError(f"{'; '.join(failures)}; {by_hand}")


def install(archive: Path, called: str, dataset: Dataset, folder: Path) -> None:
    """Unpack an archive and move its files into `folder` when they are the published ones.

    Raises UserError when they are not.
    """
    with TemporaryDirectory(prefix=".unpacked-", dir=folder) as name:
        unpacked = Path(name)
        try:
            if not is_archive(archive):
                raise UserError(f"{called}: is no zip or tar archive")
            unpack(archive, set(dataset.tables), unpacked)
            if found := differences(unpacked, dataset):
                said = "; ".join(found).replace(f"{unpacked}{os.sep}", "")
                raise UserError(f"{called}: not what was published ({said})")
        except BROKEN as error:
            raise UserError(f"{called}: cannot be unpacked ({error})") from error
        for table in dataset.tables:
            replace(unpacked / table, folder / table)


def run(chosen: Namespace) -> int:
    """Fetch as the command line says; raises UserError when the user has to do something."""
    console = open_console()
    bars = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    try:
        for source in [name.strip() for name in chosen.sources.split(",")]:
            if source not in DATASETS:
                raise UserError(
                    f"SOURCES: {source or 'none given'}; choose from {', '.join(DATASETS)}"
                )
            folder = data_folder() / source
            with Progress(
                *bars, console=console, transient=True, disable=not console.is_terminal
            ) as progress:
                said = fetch(source, DATASETS[source], folder, chosen.given, progress)
            console.print(said)
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror}; choose another data_dir") from error
    return 0
