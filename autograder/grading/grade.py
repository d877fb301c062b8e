"""Grade submissions into nbgrader's gradebook: workers run and judge them, this process alone writes.

A run can be stopped at any point and called again: a submission counts as graded once its fingerprint is written, and
that happens after its grade is in the gradebook.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from distributed import CancelledError, Client, as_completed
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution

from autograder.errors import CourseError
from autograder.grading.cluster import sandbox
from autograder.grading.course import Course
from autograder.grading.execute import judged
from autograder.grading.intake import Submission
from autograder.grading.ledger import Entry, Ledger
from autograder.grading.wall.bubblewrap import REPOSITORY


@dataclass(frozen=True)
class Outcome:
    """What became of one submission."""

    entry: Entry | None
    """What the gradebook has of it."""
    skipped: bool = False
    note: str = ""
    """Why it could not be graded."""
    before: float | None = None
    """The score that it had before, where it had another one."""

    @property
    def score(self) -> float:
        """Points."""
        return self.entry.score if self.entry else 0.0

    @property
    def max_score(self) -> float:
        """Points that can be had."""
        return self.entry.possible if self.entry else 0.0


@dataclass(frozen=True)
class Paper:
    """What one student handed in for one chapter."""

    course: Course
    chapter: str
    student: str

    @property
    def autograded(self) -> Path:
        """Where the graded notebook is written."""
        return self.course.folder / "autograded" / self.student / self.chapter / f"{self.chapter}.ipynb"

    @property
    def feedback(self) -> Path:
        """Where the student's page is written."""
        return self.course.folder / "feedback" / self.student / self.chapter / f"{self.chapter}.html"

    @property
    def mark(self) -> Path:
        """Holds the fingerprint that it was graded with."""
        return self.course.folder / "autograded" / ".graded" / self.chapter / self.student

    @property
    def log(self) -> Path:
        """Holds why it could not be graded."""
        return self.course.folder / "autograded" / ".log" / self.chapter / f"{self.student}.txt"

    def is_graded(self, submission: Submission) -> bool:
        """Whether it has been graded as it is now, by what judges now."""
        return self.mark.exists() and self.mark.read_text(encoding="utf-8") == self.fingerprint(submission)

    def fingerprint(self, submission: Submission) -> str:
        """Hash of the submission and of everything that judges it."""
        return json.dumps({"submission and judge": sha256(submission.fingerprint + _judge(self.chapter)).hexdigest()})


def work(notebook: NotebookNode, files: dict[str, bytes], chapter: str) -> str:
    """Run and judge one submission, and give the notebook's text: a worker needs no course folder and no gradebook."""
    result = judged(notebook, chapter, sandbox(), files)
    result.notebook.metadata.setdefault("course", {})["seconds"] = round(result.seconds, 2)
    text: str = nbformat.writes(result.notebook)
    return text + "\n"


def grade(
    papers: Iterable[tuple[Paper, Submission]],
    start: Callable[[], Client],
    ledger: Ledger,
    *,
    again: bool = False,
    job: Callable[[NotebookNode, dict[str, bytes], str], str] = work,
) -> Generator[tuple[Paper, Outcome]]:
    """Grade what students handed in; give each with what became of it, in the order in which they come to an end.

    Parameters
    ----------
    start : callable
        Gives the client whose workers run them (see `cluster`); called when there is something to run.
    ledger : Ledger
    again : bool
        Also grade what has not changed since it was graded.
    job : callable
        What a worker does with a rebuilt notebook, the files beside it, and the chapter's name.
    """
    running: dict[Any, tuple[Paper, Submission]] = {}
    known = Known(ledger)
    client: Client | None = None
    ended: Any = None
    most = 0
    for paper, submission in papers:
        if not again and paper.is_graded(submission):
            yield paper, Outcome(known.of(paper), skipped=True)
            continue
        for done in (paper.mark, paper.log):
            done.unlink(missing_ok=True)
        if client is None:
            client = start()
            ended = as_completed()
            most = 3 * sum(client.nthreads().values())  # in the workers' hands, and waiting for them
        submission.notebook.metadata["course"] = {"mended": list(submission.remarks)}
        future = client.submit(job, submission.notebook, submission.files, paper.chapter, pure=False)
        running[future] = paper, submission
        ended.add(future)
        if len(running) >= most:
            yield _finish(next(ended), running, ledger, known)
    while running:
        yield _finish(next(ended), running, ledger, known)


class Known:
    """What the gradebook had of a chapter when its first submission came up."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._chapter, self._entries = "", dict[str, Entry]()

    def of(self, paper: Paper) -> Entry | None:
        """The entry of a submission, if there was one."""
        if paper.chapter != self._chapter:
            self._chapter, self._entries = paper.chapter, self._ledger.entries(paper.chapter)
        return self._entries.get(paper.student)


def _finish(
    future: Any, running: dict[Any, tuple[Paper, Submission]], ledger: Ledger, known: Known
) -> tuple[Paper, Outcome]:
    """Put what came to an end into the gradebook; whatever fails for one is told for that one."""
    paper, submission = running.pop(future)
    try:
        text: str = future.result()
    except CancelledError:  # the scheduler is gone, and with it all jobs
        raise
    except Exception as error:  # a worker that was lost twice, or a mistake of ours
        return paper, _failed(paper, error, known.of(paper))
    finally:
        future.release()
    try:
        outcome = _recorded(paper, submission, text, ledger, known.of(paper))
        write_whole(paper.autograded, text)
        write_whole(paper.mark, paper.fingerprint(submission))
    except CourseError:
        raise
    except Exception as error:  # a full disk, for example
        return paper, _failed(paper, error, known.of(paper))
    return paper, outcome


def _recorded(paper: Paper, submission: Submission, text: str, ledger: Ledger, before: Entry | None) -> Outcome:
    cells = [cell for cell in nbformat.reads(text, as_version=4).cells if "nbgrader" in cell.metadata]
    about = {cell.metadata.nbgrader.grade_id: cell for cell in cells}
    scores = {name: determine_grade(cell)[0] for name, cell in about.items() if is_grade(cell)}
    answers = {name: cell for name, cell in about.items() if is_solution(cell)}
    unanswered = {name for name, c in answers.items() if c.metadata.nbgrader.get("checksum") == compute_checksum(c)}
    name = submission.name if submission.name != paper.student else ""
    entry = ledger.record(paper.student, paper.chapter, scores, unanswered, submission.time, name)
    changed = before.score if before is not None and before.score != entry.score else None
    return Outcome(entry, before=changed)


def _failed(paper: Paper, error: Exception, before: Entry | None) -> Outcome:
    """Keep the whole story of what could not be graded; give the sentence to tell."""
    write_whole(paper.log, "".join(traceback.format_exception(error)))
    reason = f"could not be graded: {type(error).__name__}: {error} (the whole story is in {paper.log})"
    return Outcome(before, note=reason)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@cache
def _judge(chapter: str) -> bytes:
    """Hash of everything that judges a chapter's submissions."""
    digest = sha256()
    judging = [REPOSITORY / "solutions" / f"{chapter}.py", REPOSITORY / "solutions" / "__init__.py"]
    rooms = [REPOSITORY / "autograder" / room for room in ("checks", "tasks")]
    for kind in ("*.py", "*.json"):
        judging += sorted(path for room in rooms for path in room.rglob(kind))
    for path in judging:
        digest.update(path.read_bytes())
    return digest.digest()
