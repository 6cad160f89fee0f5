"""Every mart equals its second, independent implementation, on three very different builds."""

from pathlib import Path

import pytest
from conftest import Place
from hard_files import HARD_SETTINGS, write_hard_files
from marts.oracles import ORACLES, check, read_inputs


@pytest.fixture(scope="session")
def hard_build(tmp_path_factory) -> Place:
    """Own files full of ties, equal timeouts and gaps, in a zone with summer time."""
    place = Place(tmp_path_factory.mktemp("hard"))
    write_hard_files(place)
    place.build(**HARD_SETTINGS)
    return place


def compare(place: Place, mart: str, known: dict, **settings) -> None:
    """Fail with what differs; inputs are read once per warehouse and kept in `known`."""
    warehouse: Path = place.warehouse
    if warehouse not in known:
        known[warehouse] = read_inputs(warehouse, **settings)
    if difference := check(mart, warehouse, known[warehouse]):
        pytest.fail(f"{mart}: {difference}", pytrace=False)


@pytest.fixture(scope="module")
def known() -> dict:
    """Inputs by warehouse."""
    return {}


@pytest.mark.parametrize("mart", ORACLES)
def test_the_sample_is_as_its_oracle_says(sample_build, known, mart):
    compare(sample_build, mart, known)


@pytest.mark.parametrize("mart", ORACLES)
def test_hard_files_are_as_the_oracle_says(hard_build, known, mart):
    compare(hard_build, mart, known, **HARD_SETTINGS)


@pytest.mark.parametrize("mart", ORACLES)
def test_act_mooc_is_as_its_oracle_says(act_mooc_build, known, mart):
    compare(act_mooc_build, mart, known)
