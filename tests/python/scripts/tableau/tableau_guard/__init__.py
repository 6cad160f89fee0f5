"""Judges Tableau files as files, without Tableau and without a look at what wrote them."""

from tableau_guard.dashboard_checks import check_dashboards
from tableau_guard.document_parts import sources_of
from tableau_guard.engines import Hyper, Warehouse
from tableau_guard.field_checks import check_sources
from tableau_guard.flags import check_flags
from tableau_guard.names import check_names
from tableau_guard.queries import check_queries
from tableau_guard.readback import check_extracts, check_readback
from tableau_guard.readers import check_readers
from tableau_guard.relationships import check_relationships
from tableau_guard.rules import Finding, Rule
from tableau_guard.schema import check_format_version, check_schema
from tableau_guard.sheets import check_sheets
from tableau_guard.stamp_checks import check_stamps
from tableau_guard.zip_package import Package, check_document, check_members

__all__ = [
    "Finding",
    "Hyper",
    "Package",
    "Rule",
    "Warehouse",
    "check_readback",
    "check_readers",
    "findings",
]


def findings(package: Package, hyper: Hyper, warehouse: Warehouse) -> list[Finding]:
    """What is wrong with a .twbx or .tdsx file; one that cannot be read is not looked into."""
    if unreadable := list(check_document(package)):
        return unreadable
    root, sources = package.root, sources_of(package.root)
    found = [
        *check_members(package),
        *check_schema(root),
        *check_format_version(root),
        *check_flags(root),
        *check_names(root),
        *check_stamps(package, hyper),
        *check_sources(package, hyper),
        *check_extracts(package, sources, hyper, warehouse),
    ]
    for source in sources.values():
        found += check_relationships(package, source, hyper)
    if root.tag == "workbook":
        found += check_sheets(package, hyper)
        found += check_queries(package, hyper, warehouse)
        found += check_dashboards(package)
    return found
