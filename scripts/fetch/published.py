"""What the publishers offer, and the figures by which it is known to be whole."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """One file of a data set; `figures` are expressions over its columns with their values."""

    row_count: int
    sha256: str | None = None
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Dataset:
    """The page of a data set, the addresses of its archive (asked in turn), and its files."""

    page: str
    addresses: tuple[str, ...]
    tables: dict[str, Table]


DATASETS = {
    "act_mooc": Dataset(
        page="https://snap.stanford.edu/data/act-mooc.html",
        addresses=("https://snap.stanford.edu/data/act-mooc.tar.gz",),
        tables={
            "mooc_actions.tsv": Table(
                411_749, "24532b180df29334e471862198103a141782bf58e9380811e10f7f28102d074b"
            ),
            "mooc_action_labels.tsv": Table(
                411_749, "e5950f9d3d0a2fc975303d78ba75f00e512a164d30e0bf131ef7ea616e535a1c"
            ),
            "mooc_action_features.tsv": Table(
                411_749, figures={"count(distinct ACTIONID)": 411_749}
            ),
        },
    ),
    "oulad": Dataset(
        page="https://doi.org/10.24432/C5KK69",
        # The publisher's address has moved before; the second is the copy that UCI keeps.
        addresses=(
            "https://analyse.kmi.open.ac.uk/open_dataset/download",
            "https://archive.ics.uci.edu/static/public/349/"
            "open+university+learning+analytics+dataset.zip",
        ),
        tables={
            "courses.csv": Table(22),
            "assessments.csv": Table(206),
            "vle.csv": Table(6_364),
            "studentInfo.csv": Table(
                32_593, figures={"count(distinct cast(id_student as bigint))": 28_785}
            ),
            "studentRegistration.csv": Table(32_593),
            "studentAssessment.csv": Table(173_912),
            "studentVle.csv": Table(
                10_655_280, figures={"sum(cast(sum_click as bigint))": 39_605_099}
            ),
        },
    ),
}
