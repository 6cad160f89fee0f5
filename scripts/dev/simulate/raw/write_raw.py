"""Write the learners of the sample as raw files."""

from argparse import Namespace

from scripts.dev.simulate.raw.forms import FORMS
from scripts.dev.simulate.raw.plan import plan
from scripts.dev.simulate.sample import SEED
from scripts.errors import UserError


def run(chosen: Namespace) -> int:
    """Write below the folder of each source; raises UserError."""
    names = chosen.forms.split(",")
    if unknown := [name for name in names if name not in FORMS]:
        raise UserError(f"{unknown[0]}: no such form; choose from {', '.join(FORMS)}")
    folders = [FORMS[name].FOLDER for name in names]
    if len(set(folders)) < len(folders):
        raise UserError("moodle and moodle_report are the same acts twice; choose one of them")
    simulated = plan(SEED if chosen.seed is None else chosen.seed)
    for name in names:
        form = FORMS[name]
        written = form.write(simulated)
        try:
            for file_name, content in written.files.items():
                path = chosen.out / form.FOLDER / file_name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except OSError as error:
            raise UserError(f"{error.filename}: {error.strerror}; choose another folder") from error
        print(
            f"{name}: {len(written.files)} files, {written.broken_count} broken and "
            f"{written.repeated_count} repeated lines among them"
        )
    return 0
