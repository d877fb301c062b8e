"""One run over a class: look at what came in, grade what is new, write the feedback, and sum up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import nbformat
from distributed import Client
from rich.table import Table

from autograder.errors import CourseError
from autograder.grading.cluster import cluster
from autograder.grading.course import Course, ensure_assignment, open_course
from autograder.grading.grade import Outcome, Paper, grade, write_whole
from autograder.grading.intake import Intake, Submission, submissions
from autograder.grading.intake.names import student_name
from autograder.grading.ledger import Entry, Ledger
from autograder.grading.reports.feedback import page
from autograder.grading.wall.bubblewrap import why_not
from autograder.progress import Phase, Progress

NAMED = 10
"""Students without a submission whom the remarks name; the class report names all."""

FEW = 5
"""Submissions for which another process does not pay: it takes seconds to start."""


@dataclass(frozen=True)
class Run:
    """What one run did for a chapter."""

    course: Course
    chapter: str
    intake: Intake
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def counts(self) -> tuple[int, int, int, int, int]:
        """How many were graded, unchanged, failed, set aside, and without a submission."""
        skipped = sum(outcome.skipped for outcome in self.outcomes.values())
        failed = sum(bool(outcome.note) for outcome in self.outcomes.values())
        graded = len(self.outcomes) - skipped - failed
        return graded, skipped, failed, len(self.intake.aside), len(self.intake.absent)

    def mean(self) -> str:
        """The mean score of all who have one, out of what can be had."""
        scored = [outcome for outcome in self.outcomes.values() if outcome.max_score]
        if not scored:
            return ""
        mean = sum(outcome.score for outcome in scored) / len(scored)
        return f"{mean:.1f} of {max(outcome.max_score for outcome in scored):g}"

    def remarks(self) -> list[str]:
        """What an instructor should look at, a sentence each."""
        absent = self.intake.absent
        lines = []
        if absent:
            more = f" and {len(absent) - NAMED} more" if len(absent) > NAMED else ""
            lines.append(f"without a submission: {', '.join(map(student_name, absent[:NAMED]))}{more}")
        lines += [f"set aside: {student_name(student)} {reason}." for student, reason in self.intake.aside.items()]
        lines += [f"remark: {student_name(student)} {remark}." for student, remark in self.intake.remarks.items()]
        failed = {student: outcome.note for student, outcome in self.outcomes.items() if outcome.note}
        lines += [f"failed: {student_name(student)} {note}" for student, note in failed.items()]
        return [f"{self.chapter}: {line}" for line in lines]


def grade_class(
    folder: Path,
    chapters: Sequence[str],
    *,
    sandbox: bool = True,
    again: bool = False,
    jobs: int = 1,
    scheduler: str = "",
    db_url: str = "",
    progress: Progress | None = None,
) -> list[Run]:
    """Grade the submissions of some chapters in a course folder, and bring the feedback up to date.

    Parameters
    ----------
    sandbox : bool
        Run students' code behind the wall. Without it their code can do whatever you can.
    again : bool
        Also grade what has not changed since it was graded.
    jobs : int
        How many are run at the same time on this machine.
    scheduler : str
        Address of a Dask scheduler, whose workers run them in place of this machine.
    db_url : str
        Address of the gradebook, where it is not the folder's own.

    Raises
    ------
    CourseError
        When the wall is wanted and cannot be had.
    """
    progress = progress or Progress()
    if sandbox and not scheduler and why_not():
        raise CourseError(f"{why_not()}; or grade without a wall around students' code by --no-sandbox")
    course = open_course(folder, db_url)
    if course.is_new:
        progress.say(f"{folder} has no gradebook yet: a new one is made there.")

    def start() -> Client:
        return started.enter_context(cluster(min(jobs, 1 + total // FEW), sandbox, scheduler))

    runs: dict[str, Run] = {}
    total = sum(1 for chapter in chapters for _ in folder.glob(f"submitted/*/{chapter}/"))
    with (
        progress.phase("Grading", total) as phase,
        ExitStack() as started,
        Ledger(course) as ledger,
        closing(grade(_papers(course, chapters, runs), start, ledger, again=again)) as graded,
    ):
        for paper, outcome in graded:
            if outcome.entry is not None and not outcome.note:
                try:
                    write_feedback(paper, outcome.entry)
                except Exception as error:  # a full disk, for example: told of this one, and the next gets theirs
                    outcome = replace(outcome, note=f"has no feedback: {type(error).__name__}: {error}")
            runs[paper.chapter].outcomes[paper.student] = outcome
            _tell(phase, paper, outcome)
    return list(runs.values())


def _tell(phase: Phase, paper: Paper, outcome: Outcome) -> None:
    """Say what became of a submission: at once where it needs a look, else where the command is verbose."""
    whose = f"{student_name(paper.student)}, {paper.chapter}"
    if outcome.note:
        phase.note(f"{whose}: {outcome.note}")
        phase.advance()
        return
    if outcome.before is not None:
        phase.note(f"{whose}: {outcome.score:g} points, {outcome.before:g} before")
    unchanged = ", unchanged" if outcome.skipped else ""
    phase.advance(f"{whose}: {outcome.score:g} of {outcome.max_score:g}{unchanged}")


def write_feedback(paper: Paper, entry: Entry) -> None:
    """Write a student's page, unless it tells already what the graded notebook and the gradebook say."""
    stamp = sha256(f"{entry} {paper.mark.read_text(encoding='utf-8')}".encode()).hexdigest()
    if paper.feedback.exists() and stamp in paper.feedback.read_text(encoding="utf-8"):
        return
    notebook = nbformat.read(paper.autograded, as_version=4)
    write_whole(paper.feedback, page(notebook, paper.chapter, student_name(paper.student), entry, stamp))


def _papers(course: Course, chapters: Sequence[str], runs: dict[str, Run]) -> Iterator[tuple[Paper, Submission]]:
    """What can be graded, chapter by chapter: the next is looked at while the last is still being run."""
    for chapter in chapters:
        ensure_assignment(course, chapter)
        intake = Intake()
        runs[chapter] = Run(course, chapter, intake)
        for submission in submissions(course, chapter, intake):
            yield Paper(course, chapter, submission.student_id), submission


def summary(runs: Sequence[Run]) -> Table:
    """A table of what was done, chapter by chapter."""
    table = Table("Chapter", box=None, pad_edge=False)
    for title in ("graded", "unchanged", "failed", "set aside", "without a submission", "mean score"):
        table.add_column(title, justify="right")
    for run in runs:
        table.add_row(run.chapter, *map(str, run.counts()), run.mean())
    return table
