"""Stand-ins for what the course ships and a sandbox lacks: its figures, its checks, other chapters' layers.

A notebook's own cells import and call them; while it is graded they do nothing. What is not there cannot be used, read,
or changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ROOMS = ("autograder", "chapters", "solutions")


class Absent:
    """Takes any call and gives itself."""

    def __call__(self, *_: Any, **__: Any) -> Absent:
        """Do nothing."""
        return self

    def __getattr__(self, name: str) -> Absent:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __repr__(self) -> str:
        return "(not there while a notebook is graded)"


class AbsentModule(ModuleType):
    """A module whose every public name stands for nothing, and which is called where it stands for a function."""

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Do nothing."""
        return Absent()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Absent()


class _Finder(MetaPathFinder, Loader):
    """Finds what nobody else has found, below the course's rooms."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in ROOMS:
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def stand_in() -> None:
    """Let imports from the course succeed, whatever is missing."""
    sys.meta_path.append(_Finder())
