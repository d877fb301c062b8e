"""A student's notebook for a chapter, wherever in their folder it lies and whatever it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from autograder.grading.intake.merging import read_merged
from autograder.grading.intake.reading.files import files_below, read_file
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.rebuilding.rebuild import Rebuilt, rebuild
from autograder.grading.intake.recognizing import all_chapters, chapter_of, may_be, released
from autograder.grading.intake.refusal import RefusalError

LARGEST = 40 * 2**20
"""Bytes: a notebook with all its figures has less than a fortieth of this."""


@dataclass(frozen=True)
class Found:
    """A notebook of the chapter, read and rebuilt."""

    path: Path
    data: bytes
    rebuilt: Rebuilt
    remarks: tuple[str, ...]


def find(folder: Path, chapter: str) -> Found | None:
    """What a student handed in for a chapter; None if that is nothing.

    Raises
    ------
    RefusalError
        When there is something, and it cannot be taken.
    """
    _must_be_a_students(folder, chapter)
    right = folder / chapter / f"{chapter}.ipynb"
    files = files_below(folder)
    notebooks = [path for path in files if is_notebook(path)]
    near = [path for path in notebooks if path.parent == right.parent]
    far = [path for path in notebooks if path not in near]
    refusals: dict[Path, RefusalError] = {}
    if not near:
        _must_not_be_of_others(far, right)
    for group in (near, far):
        found = list(_readable(folder.parent, group, chapter, refusals))
        if found:
            best = max(found, key=lambda each: (len(each.rebuilt.written), each.path == right, _changed(each.path)))
            return _remarked(best, folder, len(found)) if best.path != right else best
    for path, refusal in refusals.items():
        if path == right:
            raise refusal
        if path in near or path.name.lower().startswith(chapter):
            raise RefusalError(f"handed in {path.relative_to(folder)}, which {refusal}")
    for path in files:
        if path not in notebooks and path.name.lower().startswith(chapter):
            raise RefusalError(f"handed in {path.relative_to(folder)}, which is no notebook")
    return None


def is_notebook(path: PurePath) -> bool:
    """Whether a file's name is a notebook's, also where a browser or a system has put something behind it."""
    return ".ipynb" in path.name.lower() or (path.suffix.lower() == ".json" and path.stem in all_chapters())


def _must_be_a_students(folder: Path, chapter: str) -> None:
    if folder.is_symlink():
        raise RefusalError("is a link; a student has a folder of their own")
    if not folder.is_dir():
        raise RefusalError(f"is a file; a submission lies in submitted/<student>/{chapter}/{chapter}.ipynb")
    if (folder / chapter).is_symlink():
        raise RefusalError(f"handed in {chapter}, which is a link; hand in the folder itself")
    if folder.name in all_chapters():
        raise RefusalError("is a chapter's name: students' folders lie in submitted/, and chapters' folders in theirs")


def _must_not_be_of_others(notebooks: Iterable[Path], right: Path) -> None:
    """A folder may be a team's or a section's, with students in it who have the chapter's folder in theirs."""
    for path in notebooks:
        student = path.parent.parent
        if path.parts[-2:] == right.parts[-2:] and student.name not in all_chapters():
            told = f"holds a folder {student.name}: a student's name has no slash; move it up and rename it"
            raise RefusalError(told)


def _readable(
    submitted: Path, paths: Iterable[Path], chapter: str, refusals: dict[Path, RefusalError]
) -> Iterator[Found]:
    """The notebooks that are the chapter's; why others are not goes into `refusals`."""
    for path in paths:
        try:
            data = read_file(submitted, path, LARGEST)
            text = as_text(data)
            if chapter not in (path.parent.name, path.stem.lower()[: len(chapter)]) and not may_be(text, chapter):
                continue
            cells, remarks = read_merged(text, released(chapter))
            other = chapter_of(cells, chapter)
            if other != chapter:
                raise RefusalError(
                    f"is the notebook of {other}, not of {chapter}"
                    if other
                    else f"belongs to another assignment: none of its cells is one of {chapter}'s"
                )
            rebuilt = rebuild(released(chapter), cells)
            yield Found(path, data, rebuilt, (*remarks, *rebuilt.remarks))
        except RefusalError as refusal:
            refusals[path] = refusal


def _changed(path: Path) -> float:
    return path.lstat().st_mtime


def _remarked(found: Found, folder: Path, count: int) -> Found:
    more = f", of {count} notebooks the one in which most is written" if count > 1 else ""
    return replace(found, remarks=(f"was found at {found.path.relative_to(folder)}{more}", *found.remarks))
