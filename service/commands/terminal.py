"""What a terminal sees (终端): results on stdout, messages on stderr, failures as one line with an exit code."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from planning.errors import PlanningError
from service.commands.usage import UsageError, is_help, said
from service.errors import in_both_languages
from service.refusals import QueryInvalid
from service.storage.store import StoreError

REFUSED = 1  # data or a profile refused, or a name that is not known
USAGE = 2  # a command written wrongly, or an option with a value that it cannot have
STORE = 3  # the store is not ready, busy or full

_WIDTH_OF_A_FILE = 140  # columns of a table that goes to a file or a pipe


def messages() -> Console:
    """Where messages go, so that stdout stays clean for results."""
    return _console(stderr=True)


def results() -> Console:
    """Where tables for people go."""
    return _console(stderr=False)


@contextmanager
def working(words: str) -> Iterator[None]:
    """Say on stderr that something takes a while, as long as it does; nothing where nobody watches."""
    console = messages()
    if not console.is_terminal:
        yield
        return
    with console.status(f"{words}…"):
        yield


def as_called() -> str:
    """The program as the next line of this terminal would call it: its name where that is found, else its path."""
    name = Path(sys.argv[0]).name
    return name if shutil.which(name) else sys.argv[0]


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=_WIDTH_OF_A_FILE)


class PlainGroup(TyperGroup):
    """A group of commands whose expected failures are one line on stderr, never a traceback."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words before the command's name."""
        with _failures_said():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a PlanningError ends it with a message and a code."""
        with _failures_said():
            return super().invoke(ctx)


@contextmanager
def _failures_said() -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        if is_help(error):
            raise
        _say(said(error))
        raise typer.Exit(USAGE) from None
    except QueryInvalid as error:
        known = ", ".join(error.choices)
        _say(f"{error}; 可选 / choose from: {known}" if known else str(error))
        raise typer.Exit(USAGE) from None
    except PlanningError as error:
        _say(in_both_languages(error))
        raise typer.Exit(STORE if isinstance(error, StoreError) else REFUSED) from None


def _say(line: str) -> None:
    messages().print(line, style="red", markup=False, soft_wrap=True)
