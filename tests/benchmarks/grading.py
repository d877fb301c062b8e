"""How long a class takes: beside nbgrader as shipped, beside the cells alone, and as the class grows."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from autograder.grading.course import ensure_assignment, open_course
from autograder.publishing.release import STUB, answered_notebook, source_notebook
from tests.benchmarks.bars import Bar
from tests.mistakes import catalogue

CHAPTER = "backward"
PLAIN = """\
c = get_config()
c.CourseDirectory.course_id = "plain"
c.ClearSolutions.code_stub = {stub!r}
c.OverwriteCells.add_missing_cells = True
"""


def grading(students: int = 100, plain: int = 12, many: int = 2000) -> Iterator[Bar]:
    """Grade a mixed class, in one run each."""
    notebooks = mixed(students)
    with TemporaryDirectory(prefix="course-") as folder:
        ours = timed(a_course(Path(folder) / "ours", notebooks))
        theirs = _nbgrader(Path(folder) / "plain", notebooks[:plain])
        what = f"a class of {students}: nbgrader's autograde and generate_feedback (on {plain} of them) / course grade"
        yield Bar(what, (theirs / plain) / (ours / students), at_least=25)
        yield Bar("course grade / the cells alone in forked interpreters", ours / _cells(notebooks), at_most=2)
        large = timed(a_course(Path(folder) / "many", list(islice(cycle(notebooks), many))))
        yield Bar(f"time a submission, {many:,} / {students}", (large / many) / (ours / students), at_most=1.1)


def timed(folder: Path) -> float:
    """Seconds that `course grade` takes."""
    began = time.perf_counter()
    command = [Path(sys.executable).with_name("course"), "grade", str(folder), CHAPTER]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def mixed(count: int) -> list[str]:
    """So many notebooks of the catalogue, right and wrong, as text."""
    wrong, right = catalogue(CHAPTER)
    made = (nbformat.writes(answered_notebook(CHAPTER, entry.script(CHAPTER))) for entry in (*right, *wrong))
    return list(islice(cycle(made), count))


def a_course(folder: Path, notebooks: Sequence[str]) -> Path:
    """A course folder with these submissions, ready to grade."""
    course = open_course(folder)
    ensure_assignment(course, CHAPTER)
    return hand_in(folder, notebooks)


def hand_in(folder: Path, notebooks: Sequence[str]) -> Path:
    """Put the notebooks where students hand in."""
    for number, text in enumerate(notebooks):
        path = folder / "submitted" / f"student{number:05}" / CHAPTER / f"{CHAPTER}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _nbgrader(folder: Path, notebooks: Sequence[str]) -> float:
    """Seconds that nbgrader takes, as it is shipped."""
    source = folder / "source" / CHAPTER / f"{CHAPTER}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(source_notebook(CHAPTER), source)
    (folder / "nbgrader_config.py").write_text(PLAIN.format(stub=STUB), encoding="utf-8")
    hand_in(folder, notebooks)
    _call(folder, "generate_assignment", CHAPTER)
    began = time.perf_counter()
    _call(folder, "autograde", CHAPTER)
    _call(folder, "generate_feedback", CHAPTER)
    return time.perf_counter() - began


def _call(folder: Path, *arguments: str) -> None:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PATH": programs})


def _cells(notebooks: Sequence[str]) -> float:
    """Seconds that the cells take on all cores, each notebook in a fork of an interpreter that has all imported."""
    began = time.perf_counter()
    with get_context("spawn").Pool(os.cpu_count(), initializer=_warm) as pool:
        pool.map(_forked, notebooks, chunksize=1)
    return time.perf_counter() - began


def _warm() -> None:
    import ipywidgets  # noqa: F401
    import matplotlib.pyplot as plt

    from autograder.grading.wall.inside.shell import Shell
    from autograder.tasks import load

    plt.switch_backend("agg")
    load(CHAPTER)
    Shell.instance()


def _forked(text: str) -> None:
    if os.fork():
        os.wait()
        return
    from autograder.grading.wall.inside.shell import Shell

    for cell in nbformat.reads(text, as_version=4).cells:
        if cell.cell_type == "code" and "nbgrader" in cell.metadata:  # the others draw figures
            Shell.instance().run(cell.source)
    os._exit(0)
