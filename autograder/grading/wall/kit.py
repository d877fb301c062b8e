"""The kit: the few modules of the course that are mounted behind the wall, and nothing more of it.

It holds what the probes import, and what the notebooks' own cells import of data and containers. Packages are empty
there.
"""

from __future__ import annotations

import ast
import compileall
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from autograder.publishing.release import REPOSITORY, chapters
from autograder.tasks import load

KEEPER = "autograder.grading.wall.inside.keeper"
GIVEN = ("chapters.shared.data", "chapters.shared.sequential")
"""What notebooks hand to students beside the text: data sets, and a container that runs layers in turn."""


@cache
def probe_modules() -> tuple[str, ...]:
    """The modules with the probes of all chapters."""
    return tuple(sorted({task.probe.__module__ for name in chapters() for task in load(name).tasks.values()}))


def write_kit(folder: Path) -> None:
    """Write the kit into a folder that will lie on Python's path behind the wall."""
    for name in closure([KEEPER, *GIVEN, *probe_modules()]):
        source, parts = _file(name), name.split(".")
        assert source is not None
        for depth in range(1, len(parts) + 1):
            package = folder.joinpath(*parts[:depth])
            if _file(".".join(parts[:depth])) is None or package.is_dir() or depth < len(parts):
                package.mkdir(exist_ok=True)
                (package / "__init__.py").touch()
        if source.name != "__init__.py":
            (folder.joinpath(*parts[:-1]) / source.name).write_bytes(source.read_bytes())
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
            waiting += _imports(path)
    return found


def _file(name: str) -> Path | None:
    """Where a module of the course lies; None for names that are no module."""
    place = REPOSITORY.joinpath(*name.split("."))
    candidates = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def _imports(path: Path) -> list[str]:
    """Names that a module imports, each also as if it were a module of the package that it comes from."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [name for name in names if name.partition(".")[0] in ("autograder", "chapters")]
