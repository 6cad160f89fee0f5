"""The raw forms by name; each module has FOLDER, WORDS, `ids`, `carried` and `write`."""

from scripts.dev.simulate.raw import (
    act_mooc,
    contract_files,
    edx,
    moodle,
    moodle_report,
    oulad,
    xapi,
)

FORMS = {
    "files": contract_files,
    "act_mooc": act_mooc,
    "oulad": oulad,
    "edx": edx,
    "xapi": xapi,
    "moodle": moodle,
    "moodle_report": moodle_report,
}
