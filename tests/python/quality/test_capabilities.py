"""source_capabilities against what the marts of each source really show."""

import pytest
from capabilities import contradictions
from conftest import Place

NOT_IN_ACT_MOOC = {
    *["actions by category", "comparison by user attributes", "completion", "problem results"],
    *["hour of day and weekday", "users who never start", "video segments"],
}
NOT_IN_FOUR_ACTIONS = {
    *["actions by category", "comparison by user attributes", "completion", "problem results"],
    *["drop-off by activity", "drop-out", "users who never start", "video segments"],
}
ANSWERS = {
    "sample_build": {"no": set(), "partly": {"completion", "drop-out"}},
    "act_mooc_build": {"no": NOT_IN_ACT_MOOC, "partly": {"drop-off by activity"}},
    "small_build": {"no": NOT_IN_FOUR_ACTIONS, "partly": set()},
}


@pytest.fixture(params=ANSWERS)
def built(request) -> tuple[str, Place]:
    return request.param, request.getfixturevalue(request.param)


def test_an_answer_is_no_exactly_when_the_marts_show_nothing(built):
    _, place = built
    assert contradictions(place) == set()


def test_the_answers_are_those_of_the_source(built):
    name, place = built
    for answer, questions in ANSWERS[name].items():
        said = place.rows(
            f"select question from quality.source_capabilities where answer = '{answer}'"
        )
        assert {question for (question,) in said} == questions


def test_what_is_not_answered_in_full_says_what_it_needs(built):
    _, place = built
    wrong = "select * from quality.source_capabilities where (answer = 'yes') <> (needs is null)"
    assert place.rows(wrong) == []
