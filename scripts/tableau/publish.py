"""Put the workbook and its data sources on a Tableau Server or Cloud."""

import logging
import os
import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests
import tableauserverclient as tsc
from rich.filesize import decimal
from rich.progress import Progress
from tableauserverclient.server.endpoint.exceptions import (
    FailedSignInError,
    InternalServerError,
    NonXMLResponseError,
    TableauError,
    XMLError,
)
from tableauserverclient.server.exceptions import (
    EndpointUnavailableError,
    ServerInfoEndpointNotFoundError,
)

from scripts.errors import UserError
from scripts.places import places
from scripts.terminal import open_console, progress_bars

REQUIRED = ("TABLEAU_SERVER", "TABLEAU_PROJECT", "TABLEAU_TOKEN_NAME", "TABLEAU_TOKEN_VALUE")
# To connect, and to wait for an answer: a server unpacks a whole workbook before it gives one.
TIMEOUT_SECONDS = (10, 600)
NO_SERVER = (ServerInfoEndpointNotFoundError, EndpointUnavailableError, NonXMLResponseError)


@dataclass(frozen=True)
class Target:
    """Where to publish, and as whom. An empty site is the default one of a Tableau Server."""

    server: str
    site: str
    project: str
    token_name: str
    token_value: str = field(repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Target":
        """The target that the variables TABLEAU_* name; raises UserError when one is missing."""
        missing = [name for name in REQUIRED if not environment.get(name, "").strip()]
        if missing:
            raise UserError(f"{', '.join(missing)}: not set; see docs/publish_tableau.md")
        server, project, name, value = (environment[one].strip() for one in REQUIRED)
        address = server if "://" in server else f"https://{server}"
        if not is_address(address):
            raise UserError(
                f"TABLEAU_SERVER: {server} is no address such as https://tableau.example.org"
            )
        megabytes = environment.get("TSC_CHUNK_SIZE_MB") or "50"
        if not megabytes.isdecimal() or int(megabytes) == 0:
            raise UserError(
                f"TSC_CHUNK_SIZE_MB: expected a whole number above 0, found {megabytes}"
            )
        site = environment.get("TABLEAU_SITE", "").strip()
        return cls(address.rstrip("/"), site, project, name, value)


def is_address(server: str) -> bool:
    """Whether it can be the address of a server: http or https, a host, and a port if any."""
    try:
        parts = urlsplit(server)
        is_web = parts.scheme in ("http", "https") and parts.port != 0
        return is_web and re.fullmatch(r"\S+", parts.hostname or "") is not None
    except ValueError:
        return False


def files_to_publish(folder: Path) -> list[Path]:
    """The data sources and workbooks in a folder, in this order, each by name.

    Raises UserError when there is no workbook.
    """
    workbooks = sorted(folder.glob("*.twbx"))
    if not workbooks:
        raise UserError(f"{folder}: no .twbx file; run `make build` first")
    return [*sorted(folder.glob("*.tdsx")), *workbooks]


@contextmanager
def sentences(target: Target, subject: str) -> Iterator[None]:
    """Turn what the server or the network answers within into a UserError about the subject."""
    try:
        yield
    except FailedSignInError as error:
        site = f"site {target.site}" if target.site else "the default site"
        raise UserError(
            f"TABLEAU_TOKEN_NAME: {target.server} does not let {target.token_name} into {site}; "
            "check the site, or make a new personal access token"
        ) from error
    except XMLError as error:
        said = ": ".join(filter(None, [error.summary, error.detail]))
        raise UserError(f"{subject}: refused by {target.server} ({_tidy(said, target)})") from error
    except InternalServerError as error:
        raise UserError(
            f"{subject}: {target.server} failed with status {error.code}; publish again later"
        ) from error
    except NO_SERVER as error:
        raise UserError(
            f"TABLEAU_SERVER: {target.server} does not answer like a Tableau Server of 2019.4 "
            "or later; give its address without a path"
        ) from error
    except TableauError as error:
        raise UserError(f"{subject}: {_tidy(str(error), target)}") from error
    except requests.exceptions.SSLError as error:
        raise UserError(
            f"TABLEAU_SERVER: {target.server} has no certificate that is trusted here; "
            "REQUESTS_CA_BUNDLE may name a file with the right one, and an address without "
            "encryption begins with http://"
        ) from error
    except (requests.RequestException, ConnectionError) as error:
        raise UserError(
            f"TABLEAU_SERVER: {target.server} cannot be reached, or the connection broke off; "
            "check the address and the network, and publish again"
        ) from error


def _tidy(said: str, target: Target) -> str:
    return " ".join(said.replace(target.token_value, "…").split())


def connect(target: Target) -> tsc.Server:
    """The server, to be spoken to in the newest version it knows; raises UserError."""
    with sentences(target, "TABLEAU_SERVER"):
        server = tsc.Server(target.server, http_options={"timeout": TIMEOUT_SECONDS})
        found = server.server_info.get()
        version = getattr(found, "rest_api_version", "Unknown")
        if not version[:1].isdigit():
            raise EndpointUnavailableError(version)
        server.version = version
    return server


def find_project(server: tsc.Server, target: Target) -> tsc.ProjectItem:
    """The project of that name, or at that path as in `Analytics/MOOC`; raises UserError."""
    projects = {one.id: one for one in tsc.Pager(server.projects)}

    def path(project: tsc.ProjectItem) -> str:
        parent = projects.get(project.parent_id)
        name = project.name or ""
        return f"{path(parent)}/{name}" if parent else name

    found = [one for one in projects.values() if target.project in (one.name, path(one))]
    exact = [one for one in found if path(one) == target.project]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        paths = ", ".join(sorted(map(path, chosen)))
        raise UserError(f"TABLEAU_PROJECT: {target.project} is one of {paths}; give the path")
    paths = ", ".join(sorted(map(path, projects.values()))) or "none"
    raise UserError(
        f"TABLEAU_PROJECT: no project {target.project} that this token may see; there are {paths}"
    )


def publish_file(server: tsc.Server, project: tsc.ProjectItem, file: Path) -> None:
    """Put one file on the server, in the place of an older one of its name.

    Files of 64 MB or more go in parts.
    """
    mode = tsc.Server.PublishMode.Overwrite
    if file.suffix == ".twbx":
        workbook = tsc.WorkbookItem(project.id, name=file.stem, show_tabs=True)
        server.workbooks.publish(workbook, str(file), mode, None, False, False)
    else:
        server.datasources.publish(tsc.DatasourceItem(project.id, name=file.stem), str(file), mode)


def publish(target: Target, files: list[Path], progress: Progress) -> None:
    """Put files into the project; raises UserError, and then those before it are published."""
    task = progress.add_task("Sign in", total=len(files))
    server = connect(target)
    token = tsc.PersonalAccessTokenAuth(target.token_name, target.token_value, site_id=target.site)
    with sentences(target, "TABLEAU_TOKEN_NAME"):
        server.auth.sign_in(token)
    try:
        with sentences(target, "TABLEAU_PROJECT"):
            project = find_project(server, target)
        for file in files:
            size = decimal(file.stat().st_size)
            progress.update(task, description=f"{file.name}, {size}")
            with sentences(target, str(file)):
                publish_file(server, project, file)
            progress.advance(task)
    finally:
        _sign_out(server)
    progress.remove_task(task)


def _sign_out(server: tsc.Server) -> None:
    """End the session where the server still listens; it ends by itself otherwise."""
    try:
        server.auth.sign_out()
    except (TableauError, requests.RequestException):
        return


def run(chosen: Namespace) -> int:
    """Publish what the build wrote; raises UserError when the user has to do something."""
    logging.getLogger("TSC").setLevel(logging.CRITICAL)
    console = open_console()
    folder = places(dict(os.environ)).exports / "tableau"
    target, files = Target.of(os.environ), files_to_publish(folder)
    with progress_bars(console) as progress:
        publish(target, files, progress)
    names = ", ".join(file.name for file in files)
    console.print(f"In project {target.project} on {target.server}: {names}")
    return 0
