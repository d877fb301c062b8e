"""The kit: the few modules of the course that are mounted behind the wall, and nothing more of it.

It holds what the probes import, and what the notebooks' own cells import of data and containers. Packages are empty
there.
"""

from __future__ import annotations

import compileall
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from autograder.publishing.release import REPOSITORY, chapters
from autograder.tasks import load
from chapters._sphinx.dependencies import imported

KEEPER = "autograder.grading.wall.inside.keeper"
GIVEN = ("chapters.shared.data", "chapters.shared.sequential")
"""What notebooks hand to students beside the text: data sets, and a container that runs layers in turn."""


@cache
def probe_modules() -> tuple[str, ...]:
    """The modules with the probes of all chapters."""
    return tuple(sorted({task.probe.__module__ for name in chapters() for task in load(name).tasks.values()}))


def contents() -> list[str]:
    """The modules that are asked for; what they import comes along."""
    return [KEEPER, *GIVEN, *probe_modules()]


def write_kit(folder: Path, names: Iterable[str]) -> None:
    """Write these modules, and what they import, into a folder that will lie on Python's path behind the wall."""
    for name in closure(names):
        source = _file(name)
        assert source is not None
        place = folder / source.relative_to(REPOSITORY)
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.name != "__init__.py":
            place.write_bytes(source.read_bytes())
        for package in place.relative_to(folder).parents[:-1]:
            (folder / package / "__init__.py").touch()
    compileall.compile_dir(folder, quiet=2)


def closure(names: Iterable[str]) -> set[str]:
    """The modules of the course that these import, directly or not, and these."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if name in found or path is None:
            continue
        found.add(name)
        if path.name != "__init__.py":
            waiting += imported(path.read_text(encoding="utf-8"))
    return found


def _file(name: str) -> Path | None:
    """Where a module of the course lies; None for names that are no module."""
    place = REPOSITORY.joinpath(*name.split("."))
    candidates = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)
