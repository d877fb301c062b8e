"""What the commands share: the application, the arguments that several take, and how they tell what they do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.progress import Progress

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Deep Learning by Hand."
)

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "_build"
Folder = Annotated[
    Path, typer.Argument(help="Your course folder: gradebook, submissions, feedback. Never below _build.")
]
Chapter = Annotated[
    str,
    typer.Argument(
        help="A chapter's name, such as backward. Without one: every chapter that somebody has handed in.",
        show_default=False,
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", envvar="VERBOSE", help="Tell every step.")]


def telling(verbose: bool) -> Progress:
    """What tells how far a command is, on standard output."""
    from rich.console import Console

    from autograder.progress import Progress

    return Progress(Console(), verbose)


def pages() -> int:
    """How many pages the book has."""
    contents = (REPOSITORY / "_toc.yml").read_text(encoding="utf-8")
    return contents.count("root:") + contents.count("file:")


def short(path: Path) -> str:
    """The path from here, where that is shorter."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def not_below_build(folder: Path) -> None:
    """Refuse a course folder that `make clean` would remove.

    Raises
    ------
    CourseError
        When it lies below `_build`.
    """
    if folder.resolve().is_relative_to(BUILD):
        raise CourseError(
            f"{folder} lies below _build, which `make clean` removes; keep your class in a folder of its own"
        )
