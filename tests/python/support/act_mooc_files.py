"""A small act-mooc in the published form, with the trap of its labels."""

from conftest import Place, csv_text

# User, target and second of actions 0, 1, 2 …
# Of one user and second are 3 and 4, 6 and 7, and 8, 9 and 10.
ACTIONS = [
    (0, 0, 0),
    (1, 0, 5),
    (0, 1, 10),
    (0, 2, 20),
    (0, 3, 20),
    (1, 1, 30),
    (2, 0, 40),
    (2, 1, 40),
    (1, 2, 50),
    (1, 2, 50),
    (1, 3, 50),
]
# Users 0 and 1 drop out: the last rows of both share their second with others. User 2 does not.
DROPOUT_ACTIONS = {4, 10}


def label_rows() -> list[tuple[int, int]]:
    """Id and label as published: a row bears the id of the last row with its user and second."""
    last = {(user, second): number for number, (user, _, second) in enumerate(ACTIONS)}
    return [
        (last[user, second], int(number in DROPOUT_ACTIONS))
        for number, (user, _, second) in enumerate(ACTIONS)
    ]


def write_act_mooc(place: Place) -> None:
    """The three files in the published form."""
    rows = {
        "actions": [
            "ACTIONID\tUSERID\tTARGETID\tTIMESTAMP",
            *[f"{n}\t{u}\t{t}\t{s}.000" for n, (u, t, s) in enumerate(ACTIONS)],
        ],
        "action_labels": ["ACTIONID\tLABEL", *[f"{i}\t{label}" for i, label in label_rows()]],
        "action_features": [
            "ACTIONID\tFEATURE0\tFEATURE1\tFEATURE2\tFEATURE3",
            *[f"{n}\t-0.3\t-0.4\t{0.1 + t}\t-0.07" for n, (_, t, _) in enumerate(ACTIONS)],
        ],
    }
    for name, lines in rows.items():
        place.write(f"act_mooc/mooc_{name}.tsv", csv_text(*lines))
