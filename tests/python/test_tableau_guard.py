"""The workbook and data sources of the sample, judged without Tableau; and the judge, by faults.

The environment variable MOOC_TABLEAU_BUILD may name a folder with `mooc.duckdb` and what was made
of it for Tableau.
"""

import pytest

pytest.importorskip("tableauhyperapi")

from tableau_faults import IN_A_DATA_SOURCE, IN_THE_MODEL, IN_THE_WORKBOOK, Draft
from tableau_guard import Hyper, Package, Rule, Warehouse, check_readback, check_readers, findings

WORKBOOK, DATA_SOURCE, MODEL = "mooc_user_actions.twbx", "tableau_actions.tdsx", "mooc_model.tdsx"
FAULTS = {WORKBOOK: IN_THE_WORKBOOK, DATA_SOURCE: IN_A_DATA_SOURCE, MODEL: IN_THE_MODEL}
CASES = [(file, fault) for file, faults in FAULTS.items() for fault in faults]


@pytest.fixture(scope="module")
def engines(tableau_build):
    """Hyper, and the warehouse that the files were made of."""
    with Hyper() as hyper, Warehouse(tableau_build.warehouse) as warehouse:
        yield hyper, warehouse


@pytest.fixture(scope="module")
def packages(tableau_build) -> dict[str, Package]:
    """Every package of the build by its name."""
    folder = tableau_build.exports / "tableau"
    found = [*folder.glob("*.twbx"), *folder.glob("*.tdsx")]
    return {path.name: Package.read(path) for path in found}


def test_every_package_is_without_a_finding(packages, engines):
    assert {WORKBOOK, DATA_SOURCE, MODEL} <= set(packages)
    for name, package in packages.items():
        found = [str(finding) for finding in findings(package, *engines)]
        assert (name, found) == (name, [])


def test_every_extract_equals_its_export_table(tableau_build, engines):
    paths = sorted((tableau_build.exports / "tableau").glob("*.hyper"))
    assert paths
    for path in paths:
        found = list(check_readback(path.name, path.read_bytes(), *engines))
        assert list(map(str, found)) == []


def test_two_independent_readers_find_what_is_in_every_package(packages):
    for package in packages.values():
        assert list(map(str, check_readers(package))) == []


@pytest.mark.parametrize("file, fault", CASES, ids=[f"{file}: {one.name}" for file, one in CASES])
def test_a_fault_is_noticed_by_its_rule(packages, engines, file, fault):
    draft = Draft(packages[file], engines[0])
    fault.change(draft)
    package = draft.package()
    is_for_readers = fault.rule is Rule.READER
    found = list(check_readers(package)) if is_for_readers else findings(package, *engines)
    assert fault.rule in {finding.rule for finding in found}, list(map(str, found))


def test_every_rule_has_noticed_a_fault():
    assert {fault.rule for _, fault in CASES} == set(Rule)
