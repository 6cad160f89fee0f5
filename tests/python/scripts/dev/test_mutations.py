"""The deliberate faults of `make mutants` are still faults of the SQL there is."""

from conftest import PROJECT, manifest_of

from scripts.dev.mutate import FAULTS_PER_MART, declared


def test_every_mart_has_faults_and_each_stands_once_in_its_sql():
    faults = declared(manifest_of(PROJECT, "sample"), only=None)
    assert len(faults) > 30 * FAULTS_PER_MART
