"""Put a platform's download into a course folder: each notebook to its student, under its chapter's name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake.beside import TIME
from autograder.grading.intake.finding import is_notebook
from autograder.grading.intake.names import student_id
from autograder.grading.intake.reading.cells import read_cells
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.recognizing import chapter_of
from autograder.grading.intake.refusal import RefusalError
from autograder.grading.lms.archives import Entry, entries
from autograder.grading.lms.layouts import METADATA, Handed, submission_metadata, whose
from autograder.publishing.release import chapters

NUMBERS = ".collected.json"
"""File in `submitted/`: by chapter, the number by which the platform knows a student or what they handed in."""


@dataclass
class Collected:
    """What came of a download."""

    counts: Counter[str] = field(default_factory=Counter)
    """How many notebooks are new, changed, unchanged, or were handed in again later."""
    students: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)
    """Files that were left out, each with the reason."""


def collect(course: Course, download: Path, chapter: str = "") -> Collected:
    """Copy what students handed in from a download to `submitted/`; what was there stays beside it, hidden.

    Parameters
    ----------
    chapter : str
        What it was handed in for; empty to see that from each notebook.

    Raises
    ------
    CourseError
        When the download cannot be read.
    """
    collected, there = Collected(), _folders(course)
    try:
        found = list(entries(download))
        noted = next((entry for entry in found if entry.path.name == METADATA), None)
        metadata = submission_metadata(as_text(noted.read())) if noted else {}
    except RefusalError as refusal:
        raise CourseError(f"{download} {refusal}") from refusal
    files = [(entry, handed) for entry in found for handed in whose(entry.path, metadata) if _is_a_name(handed.name)]
    told = {id(entry) for entry, _ in files}
    collected.left = {
        str(entry.path): "does not tell whose it is"
        for entry in found
        if is_notebook(entry.path) and id(entry) not in told
    }
    collected.left |= {str(entry.path): "could not be opened" for entry in found if entry.path.suffix.lower() == ".zip"}
    numbers: dict[str, dict[str, str]] = {}
    for entry, handed in _latest(files, chapter, collected):
        name = there.setdefault(student_id(handed.name), handed.name)
        target = course.submission(name, handed.chapter)
        try:
            collected.counts[_write(target, entry.read())] += 1
            for module, file in _modules(files, handed):
                _write(target.with_name(file), module.read())
        except RefusalError as refusal:
            collected.left[str(entry.path)] = str(refusal)
            continue
        if handed.time:
            target.with_name(TIME).write_text(f"{handed.time}\n", encoding="utf-8")
        numbers.setdefault(handed.chapter, {})[student_id(name)] = handed.number
        collected.students.add(name)
    _keep(course, numbers)
    return collected


def numbers_of(course: Course) -> dict[str, dict[str, str]]:
    """By chapter and student, the number by which a platform knows what was handed in."""
    path = course.folder / "submitted" / NUMBERS
    kept: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return kept


def _folders(course: Course) -> dict[str, str]:
    """Folders that students have already, by what stands for their names, which may be written in several ways."""
    folders = (course.folder / "submitted").iterdir()
    return {student_id(folder.name): folder.name for folder in folders if folder.is_dir()}


def _is_a_name(name: str) -> bool:
    return bool(name.strip()) and not name.startswith(".") and len(name.encode()) < 256


def _latest(
    files: Sequence[tuple[Entry, Handed]], chapter: str, collected: Collected
) -> Iterator[tuple[Entry, Handed]]:
    """Of each student and chapter the notebook that was handed in last, with its chapter and a name of its own."""
    latest: dict[tuple[str, str, str], tuple[Entry, Handed]] = {}
    for entry, handed in files:
        if not is_notebook(entry.path):
            continue
        try:
            handed = replace(handed, chapter=chapter or _chapter(entry, handed))
        except RefusalError as refusal:
            collected.left[str(entry.path)] = str(refusal)
            continue
        whose_it_is = handed.chapter, handed.name, handed.number
        before = latest.get(whose_it_is)
        if before is not None:
            collected.counts["handed in again later"] += 1
        if before is None or handed.order >= before[1].order:
            latest[whose_it_is] = entry, handed
    people = Counter((chapter, name) for chapter, name, _ in latest)
    for key, (entry, handed) in sorted(latest.items()):
        alone = people[key[:2]] == 1
        yield entry, handed if alone else replace(handed, name=f"{handed.name} {handed.number}")


def _chapter(entry: Entry, handed: Handed) -> str:
    """The chapter of a notebook: as its path tells, else by what stands in it, else by its name."""
    if handed.chapter in chapters():
        return handed.chapter
    try:
        found = chapter_of(read_cells(as_text(entry.read()))[0], chapters()[0])
    except RefusalError:
        found = ""
    named = (chapter for chapter in chapters() if handed.file.stem.lower().startswith(chapter))
    if not (found or (found := next(named, ""))):
        raise RefusalError(
            "is no chapter's notebook; if it is one, name the chapter: course collect FOLDER DOWNLOAD CHAPTER"
        )
    return found


def _modules(files: Sequence[tuple[Entry, Handed]], notebook: Handed) -> Iterator[tuple[Entry, str]]:
    """Modules that were handed in beside a notebook, with their names."""
    for entry, handed in files:
        same = handed.number == notebook.number and notebook.name in (handed.name, f"{handed.name} {handed.number}")
        if same and entry.path.suffix == ".py" and handed.file.parent == notebook.file.parent:
            yield entry, handed.file.name


def _write(target: Path, data: bytes) -> str:
    """Write a file and tell what became of it; a file that was there and is another one is kept under a hidden name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.write_bytes(data)
        return "new"
    if target.read_bytes() == data:
        return "unchanged"
    count = sum(1 for _ in target.parent.glob(f".{target.stem}.*{target.suffix}"))
    target.rename(target.with_name(f".{target.stem}.{count + 1}{target.suffix}"))
    target.write_bytes(data)
    return "changed"


def _keep(course: Course, numbers: dict[str, dict[str, str]]) -> None:
    kept = numbers_of(course)
    for chapter, of_students in numbers.items():
        kept.setdefault(chapter, {}).update(of_students)
    path = course.folder / "submitted" / NUMBERS
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
