"""Packages: a zip file with a document and the extracts it names."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lxml import etree

from tableau_guard.rules import Finding, Rule

PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
ABSOLUTE = re.compile(r"[A-Za-z]:|/|\\")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Package:
    """A .twbx or .tdsx file in memory."""

    name: str
    members: Mapping[str, bytes]

    @classmethod
    def read(cls, path: Path) -> "Package":
        """The package that lies at a path."""
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            return cls(path.name, {name: archive.read(name) for name in names})

    def write(self, folder: Path) -> Path:
        """The package as a file in a folder."""
        path = folder / self.name
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return path

    @property
    def suffix(self) -> str:
        """The suffix of its document: .twb or .tds."""
        return Path(self.name).suffix.removesuffix("x")

    @property
    def documents(self) -> list[str]:
        """Members at the root that could be its document."""
        return [name for name in self.members if "/" not in name and name.endswith(self.suffix)]

    @cached_property
    def root(self) -> etree._Element:
        """The root element of its document, to be read and not changed."""
        return etree.fromstring(self.members[self.documents[0]], PARSER)

    def changed(self, members: Mapping[str, bytes | None]) -> "Package":
        """A package with other members; None removes one."""
        merged = {**self.members, **members}
        return replace(
            self, members={name: data for name, data in merged.items() if data is not None}
        )


def extract_paths(element: etree._Element) -> list[str]:
    """The extracts that connections below an element name, in order."""
    connections = element.iter("connection")
    return [one.get("dbname", "") for one in connections if one.get("class") == "hyper"]


def check_document(package: Package) -> Iterator[Finding]:
    """Whether there is a document, and one that can be read."""
    if len(package.documents) != 1:
        yield Finding(Rule.ONE_DOCUMENT, f"{package.name}: {package.documents}")
        return
    content = package.members[package.documents[0]]
    if content.startswith(BYTE_ORDER_MARK):
        yield Finding(Rule.ENCODING, f"{package.name}: begins with a byte order mark")
    try:
        content.decode("utf-8")
        etree.fromstring(content, PARSER)
    except (UnicodeDecodeError, etree.XMLSyntaxError) as error:
        yield Finding(Rule.ENCODING, f"{package.name}: {error}")


def check_members(package: Package) -> Iterator[Finding]:
    """Whether the document and the package name the same extracts."""
    named = set(extract_paths(package.root))
    for path in sorted(named):
        if ABSOLUTE.match(path) or "\\" in path or ".." in path or path not in package.members:
            yield Finding(Rule.EXTRACT_PATH, f"{package.name}: {path!r}")
    for member in sorted(set(package.members) - named - set(package.documents)):
        yield Finding(Rule.NO_STOWAWAY, f"{package.name}: {member}")
