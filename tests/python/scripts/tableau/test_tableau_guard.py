"""The workbook and data sources of a build, judged without Tableau; and the judge, by faults."""

from pathlib import Path

import pytest

pytest.importorskip("tableauhyperapi")

from tableau_faults import IN_A_DATA_SOURCE, IN_THE_MODEL, IN_THE_WORKBOOK, Draft
from tableau_guard import Hyper, Package, Rule, Warehouse, check_readback, check_readers, findings

pytestmark = pytest.mark.thorough

WORKBOOK, DATA_SOURCE, MODEL = "mooc_user_actions.twbx", "tableau_actions.tdsx", "mooc_model.tdsx"
FAULTS = {WORKBOOK: IN_THE_WORKBOOK, DATA_SOURCE: IN_A_DATA_SOURCE, MODEL: IN_THE_MODEL}
CASES = [(file, fault) for file, faults in FAULTS.items() for fault in faults]
BUILDS = ["tableau_build", "mixed_tableau_build", "small_tableau_build"]


@pytest.fixture(scope="module")
def hyper():
    """One Hyper for all tests."""
    with Hyper() as running:
        yield running


@pytest.fixture(scope="module")
def warehouse(tableau_build):
    """The warehouse of the sample."""
    with Warehouse(tableau_build.warehouse) as opened:
        yield opened


@pytest.fixture(scope="module")
def packages(tableau_build) -> dict[str, Package]:
    """Every package of the sample by its name."""
    return packages_in(tableau_build.exports / "tableau")


def packages_in(folder: Path) -> dict[str, Package]:
    """Every package in a folder by its name; raises AssertionError when one is missing."""
    found = {path.name: Package.read(path) for path in folder.iterdir() if path.suffix[-1] == "x"}
    assert FAULTS.keys() < found.keys()
    return found


@pytest.mark.parametrize("build", BUILDS)
def test_every_package_is_without_a_finding(request, hyper, build):
    place = request.getfixturevalue(build)
    with Warehouse(place.warehouse) as warehouse:
        for name, package in packages_in(place.exports / "tableau").items():
            found = [str(finding) for finding in findings(package, hyper, warehouse)]
            assert (name, found) == (name, [])


@pytest.mark.parametrize("build", BUILDS)
def test_every_extract_equals_its_export_table(request, hyper, build):
    place = request.getfixturevalue(build)
    paths = sorted((place.exports / "tableau").glob("*.hyper"))
    assert paths
    with Warehouse(place.warehouse) as warehouse:
        for path in paths:
            found = check_readback(path.name, path.read_bytes(), hyper, warehouse)
            assert list(map(str, found)) == []


@pytest.mark.parametrize("build", BUILDS)
def test_two_independent_readers_find_what_is_in_every_package(request, build):
    place = request.getfixturevalue(build)
    for package in packages_in(place.exports / "tableau").values():
        assert list(map(str, check_readers(package))) == []


@pytest.mark.parametrize("file, fault", CASES, ids=[f"{file}: {one.name}" for file, one in CASES])
def test_a_fault_is_noticed_by_its_rule(packages, hyper, warehouse, file, fault):
    draft = Draft(packages[file], hyper)
    fault.change(draft)
    package = draft.package()
    if fault.rule is Rule.READER:
        found = list(check_readers(package))
    else:
        found = findings(package, hyper, warehouse)
    assert fault.rule in {finding.rule for finding in found}, list(map(str, found))


def test_every_rule_has_noticed_a_fault():
    assert {fault.rule for _, fault in CASES} == set(Rule)
