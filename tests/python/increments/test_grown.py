"""Tables that grow read relations that can tell which of their rows changed."""

from conftest import ALL_SOURCES, PROJECT, manifest_of

KEYS = {"learner": {"source_name", "user_id", "course_id"}, "course": {"source_name", "course_id"}}


def grown_models() -> list:
    """The models that are materialized as grown."""
    nodes = manifest_of(PROJECT, ALL_SOURCES).nodes.values()
    return [node for node in nodes if node.config.materialized == "grown"]


def test_a_table_that_grows_has_the_key_by_which_it_grows():
    assert len(grown_models()) > 40
    lacking = {
        node.name
        for node in grown_models()
        if not KEYS[node.config.meta["grows_by"]] <= node.columns.keys()
    }
    assert lacking == set()


def test_only_how_a_course_takes_times_is_read_without_the_key_by_which_a_table_grows():
    """A change of such a relation computes nothing anew, unless a fingerprint names it."""
    nodes = manifest_of(PROJECT, ALL_SOURCES).nodes
    read_whole = {
        (node.name, nodes[parent].name)
        for node in grown_models()
        for parent in node.depends_on.nodes
        if not KEYS[node.config.meta["grows_by"]] <= nodes[parent].columns.keys()
    }
    assert read_whole == {("fct_actions", "int_courses"), ("fct_daily_engagement", "int_courses")}
