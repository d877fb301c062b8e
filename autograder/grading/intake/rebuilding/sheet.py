"""A chapter's release as an answer sheet: which of its cells are to be filled in, and how each can be recognized."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from nbformat import NotebookNode

DEFINITION = re.compile(r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
LONGEST = 100_000
"""Characters: an answer has a hundredth of this."""
ALIKE = 0.6
"""Share of a released cell's lines from which a cell counts as that one, edited."""


class Role(Enum):
    """What a cell of the release is for."""

    ANSWER = "code that a student writes"
    TEXT = "text that a student writes"
    LOCKED = "a check, or what the notebook needs"
    SHOWN = "an explanation, or something to move"


@dataclass(frozen=True)
class Place:
    """A cell of the release."""

    number: int
    name: str
    """nbgrader's name of it; empty for what is only shown."""
    role: Role
    kind: str
    source: str
    needs: frozenset[str]
    """What an answer has to define."""

    @property
    def is_written(self) -> bool:
        """Whether a student writes here."""
        return self.role in (Role.ANSWER, Role.TEXT)

    @property
    def is_check(self) -> bool:
        """Whether it asks for a check."""
        return self.role is Role.LOCKED and self.source.startswith("check(")

    def is_filled_by(self, source: str) -> bool:
        """Whether a text is more than what was released here."""
        return trimmed(source) not in ("", trimmed(self.source))


class Sheet:
    """All places of a release, and ways to find one."""

    def __init__(self, release: NotebookNode) -> None:
        owned = {name for cell in release.cells if _role(cell) is Role.ANSWER for name in defined(cell.source)}
        self.places = [
            Place(
                number=number,
                name=_noted(cell).get("grade_id", ""),
                role=_role(cell),
                kind=cell.cell_type,
                source=cell.source,
                needs=_needs(release.cells, number, owned),
            )
            for number, cell in enumerate(release.cells)
        ]
        self.by_name = {place.name: place for place in self.places if place.name}
        self.by_id = {str(cell.get("id")): place for cell, place in zip(release.cells, self.places, strict=True)}
        self.by_text = {trimmed(place.source): place for place in self.places}
        self.owner = {name: place for place in self.places for name in place.needs}
        self._lines: dict[str, list[Place]] = {}
        for place in self.places:
            for line in set(lines_of(place.source)):
                self._lines.setdefault(line, []).append(place)

    def needed_by(self, source: str) -> list[Place]:
        """Whose answer a text holds: the places that need what it defines, in the text's order."""
        return list(dict.fromkeys(self.owner[name] for name in defined(source) if name in self.owner))

    def most_alike(self, source: str, among: Iterable[Place], share: float = ALIKE) -> Place | None:
        """The place of which a text has the largest share of lines; none if that is too few."""
        counts: dict[Place, int] = {}
        for line in set(lines_of(source)):
            for place in self._lines.get(line, ()):
                counts[place] = counts.get(place, 0) + 1
        shares = {place: counts.get(place, 0) / max(1, len(set(lines_of(place.source)))) for place in among}
        best = max(shares, key=lambda place: shares[place], default=None)
        return best if best is not None and shares[best] >= share else None


def defined(source: str) -> list[str]:
    """Names that a text defines at its left edge, as functions, classes or otherwise; it need not be right Python."""
    return [function or other for function, other in DEFINITION.findall(source)]


@lru_cache(maxsize=512)
def trimmed(source: str) -> str:
    """The text without what an editor may add or take away: blank lines around it, spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def lines_of(source: str) -> list[str]:
    """Lines that say something."""
    return [line.rstrip() for line in source.splitlines() if line.strip()]


def is_python(source: str) -> bool:
    """Whether a text can be parsed; one that is far too long for an answer is not tried."""
    if len(source) > LONGEST:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def _noted(cell: NotebookNode) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader", {}))


def _role(cell: NotebookNode) -> Role:
    noted = _noted(cell)
    if noted.get("solution") and not noted.get("locked"):
        return Role.ANSWER if cell.cell_type == "code" else Role.TEXT
    return Role.LOCKED if noted else Role.SHOWN


def _needs(cells: list[NotebookNode], number: int, owned: set[str]) -> frozenset[str]:
    """What an answer's released text defines; if that is nothing, what the check behind it asks for."""
    if _role(cells[number]) is not Role.ANSWER:
        return frozenset()
    names = defined(cells[number].source)
    if not names:
        check = next((cell.source for cell in cells[number:] if cell.source.startswith("check(")), "")
        names = [name for name in WORD.findall(check.partition(",")[2]) if name not in owned]
    return frozenset(names)
