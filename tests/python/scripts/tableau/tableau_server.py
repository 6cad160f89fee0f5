"""A stub of Tableau Server on this machine: sign in, projects, uploads, publishing, sign out.

Paths, elements and codes are those of Tableau's REST API reference; what arrives is kept.
"""

import re
import secrets
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from lxml import etree

VERSION = "3.26"
NAMESPACE = "http://tableau.com/api"


@dataclass(frozen=True)
class Published:
    """A file that was published, with what was asked for along with it."""

    kind: str
    name: str
    project_id: str
    suffix: str
    is_overwriting: bool
    shows_tabs: bool
    content: bytes


@dataclass
class State:
    """What the server knows, and what it was told."""

    token: tuple[str, str] = ("robot", "secret")
    site: str = "mooc"
    projects: list[tuple[str, str, str | None]] = field(
        default_factory=lambda: [("p1", "Default", None), ("p2", "Analytics", None)]
    )
    page_size: int = 100
    # A method and path from which on requests fail, and after how many that succeed.
    failing: tuple[str, str] | None = None
    succeeding_count: int = 0
    status: int = 500
    refused_names: tuple[str, ...] = ()
    refusal: str = "You may not overwrite it"
    is_other_site: bool = False
    sessions: set[str] = field(default_factory=set)
    uploads: dict[str, list[bytes]] = field(default_factory=dict)
    published: list[Published] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


class Server(ThreadingHTTPServer):
    """The stub, on a free port."""

    def __init__(self) -> None:
        """Listen on this machine."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.state = State()

    @property
    def address(self) -> str:
        """What TABLEAU_SERVER would be."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Information about the server, and projects."""
        self._handle("GET")

    def do_POST(self) -> None:
        """Sign in and out, uploads begun, files published."""
        self._handle("POST")

    def do_PUT(self) -> None:
        """Parts of an upload."""
        self._handle("PUT")

    def log_message(self, *_) -> None:
        """Say nothing."""

    def _handle(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        state, address = self.server.state, urlsplit(self.path)
        state.requests.append(f"{method} {address.path}")
        if state.is_other_site:
            self._answer(200, b"<html><body>Welcome</body></html>", "text/html")
            return
        if state.failing and state.failing[0] == method and state.failing[1] in address.path:
            if state.succeeding_count == 0:
                self._answer(state.status, b"broken", "text/plain")
                return
            state.succeeding_count -= 1
        version, _, path = address.path.removeprefix("/api/").partition("/")
        if path == "serverInfo":
            self._xml(200, self._server_info())
        elif version != VERSION:
            self._error(404, "404001", "Unknown version", version)
        elif path == "auth/signin":
            self._sign_in(body)
        elif self.headers.get("X-Tableau-Auth") not in state.sessions:
            self._error(401, "401002", "Unauthorized Access", "Invalid authentication credentials")
        elif path == "auth/signout":
            state.sessions.discard(self.headers["X-Tableau-Auth"])
            self._answer(204, b"", "text/xml")
        else:
            self._site(method, path, parse_qs(address.query), body)

    def _site(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> None:
        state = self.server.state
        if method == "GET" and path == "sites/s1/projects":
            self._projects(int(query["pageNumber"][0]))
        elif method == "POST" and path == "sites/s1/fileUploads":
            identifier = f"upload{len(state.uploads) + 1}"
            state.uploads[identifier] = []
            self._xml(201, f'<fileUpload uploadSessionId="{identifier}"/>')
        elif method == "PUT" and (match := re.fullmatch("sites/s1/fileUploads/(.+)", path)):
            parts = self._parts(body)
            state.uploads[match.group(1)].append(parts["tableau_file"][1])
            self._xml(200, f'<fileUpload uploadSessionId="{match.group(1)}" fileSize="1"/>')
        elif method == "POST" and (match := re.fullmatch("sites/s1/(workbook|datasource)s", path)):
            self._publish(match.group(1), query, self._parts(body))
        else:
            self._error(404, "404000", "Not found", path)

    def _server_info(self) -> str:
        return (
            '<serverInfo><productVersion build="20263.26.0101">2026.3.0</productVersion>'
            f"<restApiVersion>{VERSION}</restApiVersion></serverInfo>"
        )

    def _sign_in(self, body: bytes) -> None:
        state = self.server.state
        asked = etree.fromstring(body).find("credentials")
        token = asked.get("personalAccessTokenName"), asked.get("personalAccessTokenSecret")
        if token != state.token or asked.find("site").get("contentUrl") != state.site:
            detail = f"The personal access token you provided is invalid: {token[1]}"
            self._error(401, "401001", "Signin Error", detail)
            return
        session = secrets.token_hex(8)
        state.sessions.add(session)
        site = f'<site id="s1" contentUrl="{state.site}"/><user id="u1"/>'
        self._xml(200, f'<credentials token="{session}">{site}</credentials>')

    def _projects(self, page: int) -> None:
        def above(parent: str | None) -> str:
            return f'parentProjectId="{parent}"' if parent else ""

        state = self.server.state
        begin = (page - 1) * state.page_size
        elements = "".join(
            f'<project id="{identifier}" name="{name}" {above(parent)}/>'
            for identifier, name, parent in state.projects[begin : begin + state.page_size]
        )
        shown = f'pageNumber="{page}" pageSize="{state.page_size}"'
        pagination = f'<pagination {shown} totalAvailable="{len(state.projects)}"/>'
        self._xml(200, f"{pagination}<projects>{elements}</projects>")

    def _parts(self, body: bytes) -> dict[str, tuple[str, bytes]]:
        header = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = message_from_bytes(header + body).get_payload()
        return {
            part.get_param("name", header="content-disposition"): (
                part.get_filename() or "",
                part.get_payload(decode=True),
            )
            for part in parts
        }

    def _publish(
        self, kind: str, query: dict[str, list[str]], parts: dict[str, tuple[str, bytes]]
    ) -> None:
        state = self.server.state
        item = etree.fromstring(parts["request_payload"][1]).find(kind)
        if item.get("name") in state.refused_names:
            self._error(403, "403004", "Forbidden", state.refusal)
            return
        session = query.get("uploadSessionId")
        whole = parts.get(f"tableau_{kind}", ("", b""))[1]
        content = b"".join(state.uploads[session[0]]) if session else whole
        name, project = item.get("name"), item.find("project").get("id")
        is_overwriting = query.get("overwrite") == ["true"]
        told = (query[f"{kind}Type"][0], is_overwriting, item.get("showTabs") == "true")
        state.published.append(Published(kind, name, project, *told, content))
        inside = f'<project id="{project}" name="any"/><owner id="u1"/>'
        attributes = f'id="{len(state.published)}" name="{name}" contentUrl="x"'
        self._xml(201, f"<{kind} {attributes}>{inside}</{kind}>")

    def _error(self, status: int, code: str, summary: str, detail: str) -> None:
        text = f"<summary>{summary}</summary><detail>{detail}</detail>"
        self._xml(status, f'<error code="{code}">{text}</error>')

    def _xml(self, status: int, inside: str) -> None:
        content = f'<tsResponse xmlns="{NAMESPACE}">{inside}</tsResponse>'
        self._answer(status, content.encode(), "text/xml;charset=utf-8")

    def _answer(self, status: int, content: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
