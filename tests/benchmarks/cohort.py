"""Ten thousand submissions, Dask workers and PostgreSQL, with cells that are not run: the rate of all the rest."""

import json
import resource
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from distributed import Client

from autograder.grading.course import ensure_assignment, open_course
from autograder.grading.grade import Paper, grade
from autograder.grading.intake import Intake, submissions
from autograder.grading.ledger import Ledger
from tests.autograder.grading.scale.killing import somebodys_cluster
from tests.autograder.grading.scale.postgres import server
from tests.benchmarks.bars import Bar
from tests.benchmarks.grading import CHAPTER, hand_in, mixed


def cohort(students: int = 10_000) -> Iterator[Bar]:
    """Grade a cohort with stubbed cells."""
    with TemporaryDirectory(prefix="course-") as folder, server() as address:
        course = open_course(Path(folder) / "class", address)
        ensure_assignment(course, CHAPTER)
        hand_in(course.folder, list(islice(cycle(mixed(50)), students)))
        before, began = _memory(), time.perf_counter()
        with (
            somebodys_cluster(Path(folder)) as (scheduler, _),
            Client(scheduler) as client,
            Ledger(course) as ledger,
        ):
            papers = ((Paper(course, CHAPTER, one.student_id), one) for one in submissions(course, CHAPTER, Intake()))
            done = sum(1 for _ in grade(papers, lambda: client, ledger, job=stub))
            entries = ledger.entries(CHAPTER)
        rate = done / (time.perf_counter() - began)
        yield Bar(f"submissions a second, {students:,} with stubbed cells, Dask and PostgreSQL", rate, at_least=10)
        yield Bar("of these in the gradebook", len(entries), at_least=students)
        yield Bar("megabytes that the grading process has grown by", _memory() - before, at_most=500)


def stub(notebook: nbformat.NotebookNode, files: dict[str, bytes], chapter: str) -> str:
    """Give back the notebook as it is: nothing is run."""
    return json.dumps(notebook)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
