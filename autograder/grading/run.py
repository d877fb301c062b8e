"""One run over a class: look at what came in, grade what is new, write the feedback, and sum up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.course import Course, ensure_assignment, open_course
from autograder.grading.feedback import write_feedback
from autograder.grading.grade import Outcome, grade
from autograder.grading.intake import Intake, inspect

NAMED = 10
"""Students without a submission whom the summary names; the class report names all."""


@dataclass(frozen=True)
class Run:
    """What one run did."""

    course: Course
    chapter: str
    intake: Intake
    outcomes: dict[str, Outcome]

    def summary(self) -> str:
        """What an instructor wants to know at the end."""
        graded = sum(not outcome.skipped for outcome in self.outcomes.values())
        skipped = len(self.outcomes) - graded
        absent, aside = self.intake.absent, self.intake.aside
        lines = [
            f"{self.chapter}: {graded} graded, {skipped} unchanged, {len(aside)} set aside, "
            f"{len(absent)} without a submission."
        ]
        if absent:
            more = f" and {len(absent) - NAMED} more" if len(absent) > NAMED else ""
            lines.append(f"  without a submission: {', '.join(absent[:NAMED])}{more}")
        lines += [f"  set aside: {student} {reason}." for student, reason in aside.items()]
        lines += [f"  remark: {student} {remark}." for student, remark in self.intake.remarks.items()]
        failed = {student: outcome.note for student, outcome in self.outcomes.items() if outcome.note}
        lines += [f"  failed: {student} {note}" for student, note in failed.items()]
        return "\n".join(lines)


def grade_class(
    folder: Path, chapter: str, *, sandbox: bool = True, again: bool = False, tell: Callable[[str], None] = print
) -> Run:
    """Grade a chapter's submissions in a course folder; see `grade.grade` for the arguments."""
    if not (folder / "gradebook.db").exists():
        tell(f"{folder} has no gradebook yet: a new one is made there.")
    course = open_course(folder)
    ensure_assignment(course, chapter)
    intake = inspect(course, chapter)
    outcomes = grade(course, chapter, intake.students, sandbox=sandbox, again=again, tell=tell)
    due = [student for student, outcome in outcomes.items() if not outcome.note and _is_due(course, chapter, student)]
    write_feedback(course, chapter, due)
    return Run(course, chapter, intake, outcomes)


def _is_due(course: Course, chapter: str, student: str) -> bool:
    """Whether a student's feedback is missing or older than the graded notebook, as after a run that was stopped."""
    graded = course.folder / "autograded" / student / chapter / f"{chapter}.ipynb"
    page = course.folder / "feedback" / student / chapter / f"{chapter}.html"
    return graded.exists() and not (page.exists() and page.stat().st_mtime_ns >= graded.stat().st_mtime_ns)
