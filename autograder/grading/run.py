"""One run over a class: look at what came in, grade what is new, write the feedback, and sum up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.table import Table

from autograder.errors import CourseError
from autograder.grading.course import Course, ensure_assignment, open_course
from autograder.grading.feedback import write_feedback
from autograder.grading.grade import Outcome, Paper, grade
from autograder.grading.intake import Intake, Submission, submissions
from autograder.grading.intake.names import student_name
from autograder.progress import Progress

NAMED = 10
"""Students without a submission whom the remarks name; the class report names all."""


@dataclass(frozen=True)
class Run:
    """What one run did for a chapter."""

    course: Course
    chapter: str
    intake: Intake
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def counts(self) -> tuple[int, int, int, int]:
        """How many were graded, unchanged, set aside, and without a submission."""
        skipped = sum(outcome.skipped for outcome in self.outcomes.values())
        return len(self.outcomes) - skipped, skipped, len(self.intake.aside), len(self.intake.absent)

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
    progress: Progress | None = None,
) -> list[Run]:
    """Grade the submissions of some chapters in a course folder; see `grade.grade` for the arguments."""
    progress = progress or Progress()
    if not (folder / "gradebook.db").exists():
        progress.say(f"{folder} has no gradebook yet: a new one is made there.")
    course = open_course(folder)
    runs: dict[str, Run] = {}
    total = sum(1 for chapter in chapters for _ in folder.glob(f"submitted/*/{chapter}/"))
    with (
        progress.phase("Grading", total) as phase,
        closing(grade(_papers(course, chapters, runs), sandbox=sandbox, again=again, jobs=jobs)) as graded,
    ):
        for paper, outcome in graded:
            runs[paper.chapter].outcomes[paper.student] = outcome
            whose = f"{student_name(paper.student)}, {paper.chapter}"
            try:
                if not outcome.note and _is_due(paper):
                    write_feedback(course, paper.chapter, [paper.student])
            except CourseError as error:
                outcome = replace(outcome, note=str(error))
                runs[paper.chapter].outcomes[paper.student] = outcome
            if outcome.note:
                phase.note(f"{whose}: {outcome.note}")
                phase.advance()
                continue
            unchanged = ", unchanged" if outcome.skipped else ""
            phase.advance(f"{whose}: {outcome.score:g} of {outcome.max_score:g}{unchanged}")
    return list(runs.values())


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
    for title in ("graded", "unchanged", "set aside", "without a submission", "mean score"):
        table.add_column(title, justify="right")
    for run in runs:
        table.add_row(run.chapter, *map(str, run.counts()), run.mean())
    return table


def _is_due(paper: Paper) -> bool:
    """Whether a student's feedback is missing or older than the graded notebook, as after a run that was stopped."""
    page = paper.course.folder / "feedback" / paper.student / paper.chapter / f"{paper.chapter}.html"
    graded = paper.autograded
    return graded.exists() and not (page.exists() and page.stat().st_mtime_ns >= graded.stat().st_mtime_ns)
