"""Several pieces for one answer: the halves of a split cell are joined, of copies the one that is filled in counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.intake.rebuilding.pieces import Piece
from autograder.grading.intake.rebuilding.sheet import Place, Role, defined, is_python, trimmed


@dataclass(frozen=True)
class Chosen:
    """What counts as the answer of a place."""

    source: str
    pieces: tuple[Piece, ...]
    joined: bool = False
    copies: int = 0
    """How many versions of it were left out."""


def choose(place: Place, pieces: Sequence[Piece]) -> Chosen:
    """Choose among the pieces of a place, of which there is at least one."""
    versions = _versions(place, pieces)
    wholes = [(_joined(place, version), version) for version in versions]
    filled = [whole for whole in wholes if place.is_filled_by(whole[0])]
    complete = [whole for whole in filled if place.needs <= set(defined(whole[0]))]
    source, version = (complete or filled or wholes)[-1]
    others = {trimmed(other) for other, _ in wholes} - {trimmed(source), trimmed(place.source), ""}
    return Chosen(source, tuple(version), joined=len(version) > 1, copies=len(others))


def _versions(place: Place, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces: what defines again what has been defined begins a version of its own."""
    versions: list[list[Piece]] = []
    told: set[str] = set()
    texts: set[str] = set()
    for piece in sorted(pieces, key=lambda each: each.at):
        if trimmed(piece.source) in texts:
            continue
        texts.add(trimmed(piece.source))
        names = set(defined(piece.source)) & place.needs
        before = versions[-1][0].source if versions else ""
        if names & told or not (place.is_filled_by(before) and place.is_filled_by(piece.source)):
            versions.append([])
            told = set()
        versions[-1].append(piece)
        told |= names
    return versions


def _joined(place: Place, pieces: Sequence[Piece]) -> str:
    """The text of pieces in a row. A cell may have been split within a line: joined there if that makes it Python."""
    text = pieces[0].source
    between = "\n" if place.role is Role.ANSWER else "\n\n"
    for piece in pieces[1:]:
        within = text + piece.source
        text = text + between + piece.source
        if place.role is Role.ANSWER and not is_python(text) and is_python(within):
            text = within
    return text
