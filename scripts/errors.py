"""The one error that a command prints as a sentence; every other error keeps its traceback."""


class UserError(Exception):
    """Something the user can put right: one sentence naming the file or setting and the remedy."""
