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

from scripts.command_line import main, parse
from scripts.virtual_environment import enter

if __name__ == "__main__":
    enter(parse(sys.argv[1:]).locks, sys.argv[1:])
    sys.exit(main(sys.argv[1:]))
