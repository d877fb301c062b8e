"""Where a course stands, without running anything: what would be graded, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.table import Table

from autograder.grading.course import Course
from autograder.grading.grade import Paper
from autograder.grading.intake import Intake, submissions
from autograder.grading.ledger import Entry, Ledger


@dataclass
class Status:
    """Where a chapter stands.

    Attributes
    ----------
    due : list of str
        Students whose submission is new, or has changed, or is judged in another way than when it was graded.
    """

    chapter: str
    due: list[str] = field(default_factory=list)
    intake: Intake = field(default_factory=Intake)
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def by_hand(self) -> int:
        """How many submissions wait for somebody to grade by hand."""
        return sum(entry.by_hand for entry in self.entries.values())


def look(course: Course, chapters: Sequence[str]) -> Iterator[Status]:
    """Look at what came in and what has been graded, chapter by chapter."""
    known: dict[str, dict[str, Entry]] = {chapter: {} for chapter in chapters}
    if not course.is_new:
        with Ledger(course) as ledger:
            known = {chapter: ledger.entries(chapter) for chapter in chapters}
    for chapter in chapters:
        status = Status(chapter, entries=known[chapter])
        for submission in submissions(course, chapter, status.intake):
            if not Paper(course, chapter, submission.student_id).is_graded(submission):
                status.due.append(submission.student_id)
        yield status


def overview(every: Sequence[Status]) -> Table:
    """A table with a row for each chapter."""
    table = Table("Chapter", box=None, pad_edge=False)
    for title in ("handed in", "to grade", "graded", "by hand", "set aside", "without a submission"):
        table.add_column(title, justify="right")
    for one in every:
        intake = one.intake
        numbers = (
            len(intake.students),
            len(one.due),
            len(one.entries),
            one.by_hand,
            len(intake.aside),
            len(intake.absent),
        )
        table.add_row(one.chapter, *map(str, numbers))
    return table
