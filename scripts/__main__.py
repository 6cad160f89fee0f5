"""`python -m scripts <command>`: the one command line, in an environment that it sets up itself.

Until that is there, only the standard library is imported.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    print(
        "Python 3.11 or newer is needed; name it, as in `python3.11 -m scripts build`",
        file=sys.stderr,
    )
    sys.exit(2)

from scripts.command_line import parse, run
from scripts.virtual_environment import enter

if __name__ == "__main__":
    chosen = parse(sys.argv[1:])
    enter(chosen.locks, sys.argv[1:])
    sys.exit(run(chosen))
