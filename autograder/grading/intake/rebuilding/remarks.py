"""What was mended, in words for the instructor and the student alike; each goes on from "the notebook"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.grading.intake.rebuilding.matching import Matching
from autograder.grading.intake.rebuilding.sheet import Place, Role, Sheet


def remarks_on(sheet: Sheet, matching: Matching) -> list[str]:
    """What an instructor should know of how a notebook was matched with its release."""
    return [remark for remark in (*_on_answers(sheet, matching), *_on_the_rest(sheet, matching)) if remark]


def _on_answers(sheet: Sheet, matching: Matching) -> Iterator[str]:
    found = matching.answers
    yield _told("had {} in several cells, which were joined", [place for place in found if found[place].joined])
    copied = [place for place in found if found[place].copies]
    yield _told("had {} more than once: the last that is filled in counts", copied)
    filled = [place for place in found if place.is_filled_by(found[place].source)]
    kinds = {place: found[place].pieces[0].kind for place in filled}
    changed = [place for place in filled if (kinds[place] == "code") != (place.kind == "code")]
    yield _told("had {} in a cell of another type: changed back", changed)
    yield _told("had no note of nbgrader's on {}: recognized by text and place", matching.recognized)
    yield _told("had {} at another place: put back", [place for place in filled if place in matching.moved])
    missing = [place for place in sheet.places if place.is_written and place not in found]
    yield _told("lacks {}: counted as not written", missing)


def _on_the_rest(sheet: Sheet, matching: Matching) -> Iterator[str]:
    locked = [place for place in sheet.places if place.role is Role.LOCKED]
    yield _told("lacked {}, put back from the release", [place for place in locked if place not in matching.seen])
    yield _told("had {} at another place: put back", [place for place in locked if place in matching.moved])
    yield _told("had changes in {}: the released text counts", [place for place in locked if place in matching.edited])


def _told(sentence: str, places: Iterable[Place]) -> str:
    """The sentence with the cells' names in the release's order; empty where there are none."""
    names = [place.name for place in sorted(places, key=lambda place: place.number)]
    return sentence.format("the cell" + "s" * (len(names) > 1) + " " + ", ".join(names)) if names else ""
