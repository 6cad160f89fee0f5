"""Write the learners as raw files: `python -m scripts.simulate.raw edx,xapi --out data`."""

import argparse
import sys
from pathlib import Path

from scripts.simulate.raw.forms import FORMS
from scripts.simulate.raw.plan import plan
from scripts.simulate.sample import SEED


def main(arguments: list[str] | None = None) -> int:
    """Write below the folder of each source; 0 when done, 2 when the user can put it right."""
    parser = argparse.ArgumentParser(prog="python -m scripts.simulate.raw", description=__doc__)
    parser.add_argument("forms", metavar="FORM[,FORM]", help=", ".join(FORMS))
    parser.add_argument("--out", type=Path, required=True, help="the data folder, such as data")
    parser.add_argument("--seed", type=int, default=SEED, help=f"{SEED} is the committed sample")
    options = parser.parse_args(arguments)
    names = options.forms.split(",")
    if unknown := [name for name in names if name not in FORMS]:
        return _refuse(f"{unknown[0]}: no such form; choose from {', '.join(FORMS)}")
    folders = [FORMS[name].FOLDER for name in names]
    if len(set(folders)) < len(folders):
        return _refuse("moodle and moodle_report are the same acts twice; choose one of them")
    simulated = plan(options.seed)
    for name in names:
        form = FORMS[name]
        written = form.write(simulated)
        try:
            for file_name, content in written.files.items():
                path = options.out / form.FOLDER / file_name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except OSError as error:
            return _refuse(f"{error.filename}: {error.strerror}; choose another folder")
        print(
            f"{name}: {len(written.files)} files, {written.broken_count} broken and "
            f"{written.repeated_count} repeated lines among them"
        )
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
