"""Runs over a class in which a process is killed at some moment, and what the gradebook has after the next run."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from autograder.grading.course import Course

PROGRAMS = Path(sys.executable).parent
VICTIMS = ("a worker", "the scheduler", "the grading process")


def grades(course: Course) -> dict[str, dict[str, tuple]]:
    """All that the gradebook has, by student and cell."""
    with course.gradebook() as gradebook:
        return {
            submission.student.id: {
                grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions("backward")
        }


def undisturbed(course: Course) -> float:
    """Grade a class; give the seconds that it took."""
    began = time.monotonic()
    with _grading(course) as process:
        assert process.wait() == 0
    return time.monotonic() - began


def disturbed(course: Course, victim: str, seconds: float) -> None:
    """Grade a class, kill the victim after so many seconds, and grade it again with the same command."""
    if victim == "the scheduler":
        with (
            tempfile.TemporaryDirectory(prefix="course-dask-", ignore_cleanup_errors=True) as folder,
            somebodys_cluster(Path(folder)) as (address, scheduler),
            _grading(course, "--scheduler", address) as process,
        ):
            _wait(process, seconds)
            scheduler.kill()
            assert process.wait(120) in (0, 2)
        undisturbed(course)
        return
    with _grading(course) as process:
        _wait(process, seconds)
        if process.poll() is None:
            workers = [] if victim == "the grading process" else _workers(process.pid)
            for one in random.sample(workers, min(1, len(workers))):
                one.kill()
            if victim == "the grading process":
                process.kill()
        process.wait(120)
    undisturbed(course)


def whole(course: Course) -> bool:
    """Whether each student who has a grade has a graded notebook and a page, and nothing half-written lies about."""
    done = sorted(path.parts[-3] for path in course.folder.glob("feedback/*/backward/backward.html"))
    graded = sorted(path.parts[-3] for path in course.folder.glob("autograded/*/backward/backward.ipynb"))
    return done == graded == sorted(grades(course))


@contextmanager
def somebodys_cluster(folder: Path, path: str = "") -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a scheduler with two workers, each a program of its own; and the scheduler.

    Packages are looked for on the path first.
    """
    said = folder / "scheduler.json"

    def begin(*arguments: str) -> subprocess.Popen:
        command = [str(PROGRAMS / "dask"), *arguments, "--scheduler-file", str(said)]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONPATH": path}
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    running = [begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    try:
        while not said.exists():
            assert running[0].poll() is None
            time.sleep(0.1)
        running += [begin("worker", "--nthreads", "1", "--no-dashboard") for _ in range(2)]
        yield json.loads(said.read_text(encoding="utf-8"))["address"], running[0]
    finally:
        for program in reversed(running):
            program.terminate()
        for program in running:
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()


@contextmanager
def _grading(course: Course, *options: str) -> Iterator[subprocess.Popen]:
    command = [str(PROGRAMS / "course"), "grade", str(course.folder), "backward", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)


def _wait(process: subprocess.Popen, seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _workers(pid: int) -> list[psutil.Process]:
    """The workers among the processes below one."""
    below = psutil.Process(pid).children(recursive=True)
    return [one for one in below if "spawn_main" in " ".join(one.cmdline()) and "bwrap" not in one.name()]
