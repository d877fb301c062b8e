"""The command line: `course release | site | print`, the commands of a class, `course sample | doctor`.

Each command says what it makes. A user's mistake ends in one sentence; a run that is stopped goes on when called again.
"""

from __future__ import annotations

import sys
import warnings

import typer

from autograder.cli import publishing, teaching, trying  # noqa: F401  # each adds its commands
from autograder.cli.common import BUILD as BUILD
from autograder.cli.common import app
from autograder.errors import CourseError

STOPPED = 130
"""Exit code that Typer gives when a command is stopped by Ctrl-C."""


def main() -> None:
    """Run the command line; a mistake that the user can mend is one sentence and exit code 2."""
    if not sys.warnoptions:  # a library's warning is for those who develop; `python -W` shows them
        warnings.simplefilter("ignore")
    try:
        app()
    except CourseError as error:
        typer.echo(f"course: {error}", err=True)
        sys.exit(2)
    except SystemExit as ended:
        if ended.code == STOPPED:
            typer.echo("\nStopped. Call the same command again to go on.", err=True)
        raise
