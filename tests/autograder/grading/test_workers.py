"""Workers: they grade as one does, and end when they are told to and when nobody is left to tell them."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait

import pytest

from autograder.grading.run import grade_class
from autograder.grading.workers import Here, workers

PROGRAM = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a program in the background ignores it
from autograder.grading.workers import workers
with workers(2) as pool:
    for seconds in (600, 600, 600, 600):
        pool.submit(time.sleep, seconds)
    print("\\n".join(map(str, pool._processes)), flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_one_who_started_them(stop):
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        numbers = [int(process.stdout.readline()) for _ in range(2)]
        time.sleep(3)  # until they sleep, too
        process.send_signal(stop)
        said = process.communicate(timeout=60)[1]
    assert "Traceback" not in said.partition("KeyboardInterrupt")[2]
    for _ in range(100):
        alive = [number for number in numbers if os.path.exists(f"/proc/{number}")]
        if not alive:
            break
        time.sleep(0.1)
    assert not alive


def test_work_done_here_keeps_its_result_or_its_error():
    assert Here().submit(divmod, 7, 3).result() == (2, 1)
    assert isinstance(Here().submit(divmod, 7, 0).exception(), ZeroDivisionError)
    with workers(1) as pool:
        assert [future.result() for future in wait([pool.submit(os.getpid)]).done] == [os.getpid()]


def test_two_workers_grade_as_one_does(course, desk, walled):
    desk.answers("ana")
    desk.answers("ben", ("return dy * self.y * (1 - self.y)", "return self.y * (1 - self.y)"))
    desk.untouched("cleo")
    (run,) = grade_class(course.folder, ["backward"], jobs=2)
    assert {student: outcome.score for student, outcome in run.outcomes.items()} == {"ana": 20, "ben": 18, "cleo": 0}
    assert "slope alone" in (course.folder / "feedback/ben/backward/backward.html").read_text(encoding="utf-8")
    (again,) = grade_class(course.folder, ["backward"], jobs=2)
    assert again.counts() == (0, 3, 0, 0)
