"""From cells to pieces, each of one place at most: merged cells are cut, and released text is taken out of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from autograder.grading.intake.reading.cells import Cell
from autograder.grading.intake.rebuilding.sheet import Place, Role, Sheet, defined, is_python, lines_of, trimmed


@dataclass(frozen=True)
class Piece:
    """Something that a student wrote, or left as it was released."""

    at: tuple[int, int]
    """Number of the cell, and of the piece in it."""
    kind: str
    source: str
    place: Place | None = None
    """Where it belongs, as far as its cell tells by itself."""


@dataclass
class Read:
    """What the cells of a notebook are, one by one."""

    pieces: list[Piece] = field(default_factory=list)
    seen: list[tuple[int, Place]] = field(default_factory=list)
    """Number of the cell, and the place of the release that it is, or holds."""
    edited: set[Place] = field(default_factory=set)
    """Places that are not to be changed, and were."""


def read_pieces(sheet: Sheet, cells: Sequence[Cell]) -> Read:
    """Look at each cell by itself, then cut those in which several answers stand."""
    read, named = Read(), {cell.name for cell in cells}
    for number, cell in enumerate(cells):
        by_id = sheet.by_id.get(cell.id)
        labelled = sheet.by_name.get(cell.name) if cell.name else by_id
        if not cell.name and by_id is not None and by_id.name in named:
            labelled = None  # an identifier is worth less than a name: that cell is another one
        if cell.source.strip() or labelled is not None:
            _look(sheet, cell, labelled, number, read)
    there = {piece.place: False for piece in read.pieces if piece.place}
    there |= {piece.place: True for piece in read.pieces if piece.place and piece.place.is_filled_by(piece.source)}
    read.pieces = [part for piece in read.pieces for part in _cut(sheet, piece, there)]
    read.seen += [(piece.at[0], piece.place) for piece in read.pieces if piece.place]
    return read


def _look(sheet: Sheet, cell: Cell, labelled: Place | None, number: int, read: Read) -> None:
    """Look at a cell, of which a name or an identifier may tell what it is."""
    place = sheet.by_text.get(trimmed(cell.source))
    if place is not None and not place.is_written:
        read.seen.append((number, place))
        return
    place = place or labelled
    source = _without_released(sheet, cell, number, read, place)
    if place is None:
        place = sheet.most_alike(source, (each for each in sheet.places if not each.is_written))
    if place is not None and not place.is_written:
        read.seen.append((number, place))
        source = _beyond(place, source, read)
        place = None
    if place is not None and _is_of_another(sheet, place, source):
        place = None
    if source.strip() or place is not None:
        read.pieces.append(Piece((number, 0), cell.kind, source, place))


def _without_released(sheet: Sheet, cell: Cell, number: int, read: Read, own: Place | None) -> str:
    """The text without whole cells of the release, as after "merge cells"."""
    text = f"\n{cell.source}\n"
    for place in sheet.places:
        block = f"\n{place.source.rstrip()}\n"
        if place.role is Role.TEXT or block not in text or not text.replace(block, "").strip():
            continue
        while block in text:
            text = text.replace(block, "\n")
        if place is not own and not place.is_written:
            read.seen.append((number, place))
    return cell.source if text[1:-1] == cell.source else text.strip("\n")


def _beyond(place: Place, source: str, read: Read) -> str:
    """What a student added to a cell that is not theirs, or made of it."""
    released = set(lines_of(place.source))
    own = [line for line in source.splitlines() if line.rstrip() not in released]
    if place.is_check:
        own = [line for line in own if not line.startswith("check(")]
    if place.role is Role.LOCKED:
        read.edited.add(place)
    elif place.kind == "code" and own:
        return source
    return "\n".join(own)


def _is_of_another(sheet: Sheet, place: Place, source: str) -> bool:
    """Whether a cell that says it is one answer defines what another one has to, and nothing of its own.

    One that begins with an indented line is the second half of its own.
    """
    needed = sheet.needed_by(source)
    return bool(place.needs and needed) and place not in needed and not source.lstrip("\n")[:1].isspace()


def _cut(sheet: Sheet, piece: Piece, there: dict[Place, bool]) -> list[Piece]:
    """Cut a piece in which answers to several places stand, as far as these are not written elsewhere.

    `there` tells of places that have a cell of their own whether it is filled in.
    """
    if piece.place is None and piece.kind != "code" and not is_python(piece.source):
        return [piece]  # prose
    if piece.place is not None and piece.place.role is Role.TEXT:
        return [piece]
    lines = piece.source.split("\n")
    starts: list[tuple[int, Place]] = []
    for number, line in enumerate(lines):
        names = defined(line)
        owner = sheet.owner.get(names[0]) if names else None
        if owner is None or owner == (starts[-1][1] if starts else piece.place):
            continue
        if owner != piece.place and there.get(owner):
            continue
        if owner in there and piece.place is not None and owner.number > piece.place.number:
            continue  # something to help with this answer, that has the name of a later one which is not written
        starts.append((_with_what_stands_above(lines, number), owner))
    if piece.place is not None and (not starts or starts[0][0] > 0):
        starts.insert(0, (0, piece.place))
    if not starts:
        return [piece]
    if len(starts) == 1:
        return [replace(piece, place=starts[0][1])]
    starts[0] = 0, starts[0][1]
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    return [
        replace(piece, at=(piece.at[0], count), source="\n".join(lines[start:end]).strip("\n"), place=owner)
        for count, ((start, owner), end) in enumerate(zip(starts, ends, strict=True))
    ]


def _with_what_stands_above(lines: list[str], number: int) -> int:
    """The line where a definition begins, with its decorators and the comments above it."""
    while number and re.match(r"[@#]", lines[number - 1]):
        number -= 1
    return number
