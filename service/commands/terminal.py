"""What a terminal sees (终端): results on stdout, messages on stderr, failures as one line with an exit code."""

from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from planning.errors import PlanningError
from service.errors import in_both_languages
from service.storage.store import StoreError

REFUSED = 1  # data or a profile refused, or a name that is not known
USAGE = 2  # a command written wrongly; typer's own code for it
STORE = 3  # the store is not ready, busy or full

_WIDTH_OF_A_FILE = 140  # columns of a table that goes to a file or a pipe


def messages() -> Console:
    """Where messages go, so that stdout stays clean for results."""
    return _console(stderr=True)


def results() -> Console:
    """Where tables for people go."""
    return _console(stderr=False)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=_WIDTH_OF_A_FILE)


class PlainGroup(TyperGroup):
    """A group of commands whose expected failures are one line on stderr, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a PlanningError ends it with a message and a code."""
        try:
            return super().invoke(ctx)
        except PlanningError as error:
            messages().print(in_both_languages(error), style="red", markup=False, soft_wrap=True)
            raise typer.Exit(STORE if isinstance(error, StoreError) else REFUSED) from None
