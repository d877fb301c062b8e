"""Workers that are lost, and workers of somebody else's cluster."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from distributed import Client

from autograder.errors import CourseError
from autograder.grading.cluster import cluster, sandbox
from autograder.grading.run import grade_class
from autograder.publishing.release import REPOSITORY
from tests.autograder.grading.scale.killing import somebodys_cluster

pytestmark = pytest.mark.usefixtures("walled")


def ask(source: str) -> list[dict]:
    guest = sandbox().guest()
    try:
        return guest.ask({"run": source, "seconds": 5}, 5)
    finally:
        guest.close()


def end_worker(mark: str, times: int) -> str:
    """Kill the worker that does this, so many times."""
    path = Path(mark)
    done = len(path.read_text(encoding="utf-8")) if path.exists() else 0
    if done < times:
        path.write_text("x" * (done + 1), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    return ask("1 + 1")[0]["data"]["text/plain"]


def test_a_lost_worker_is_replaced_and_its_job_tried_once_more(tmp_path):
    with cluster(2, walled=True) as client:
        assert client.submit(end_worker, str(tmp_path / "once"), 1, pure=False).result(60) == "2"
        with pytest.raises(Exception, match="end_worker"):
            client.submit(end_worker, str(tmp_path / "often"), 9, pure=False).result(60)
        assert client.submit(ask, "6 * 7", pure=False).result(60)[0]["data"]["text/plain"] == "42"


def test_workers_leave_nothing_behind():
    with cluster(2, walled=True) as client:
        pids = [*client.run(os.getpid).values(), *client.run(sandbox_pid).values()]
        assert all(Path(f"/proc/{pid}").exists() for pid in pids)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def sandbox_pid(dask_worker) -> int:
    return dask_worker.plugins["sandbox"].sandbox._process.pid


def test_somebody_elses_cluster_grades_the_same(course, desk, tmp_path):
    for student in ("ana", "ben", "cleo"):
        desk.answers(student)
    desk.untouched("dan")
    with somebodys_cluster(tmp_path) as (address, _):
        (run,) = grade_class(course.folder, ["backward"], scheduler=address)
    assert {name: outcome.score for name, outcome in run.outcomes.items()} == {
        "ana": 32,
        "ben": 32,
        "cleo": 32,
        "dan": 0,
    }


def test_workers_need_no_more_than_the_installed_package(course, desk, tmp_path):
    desk.answers("ana")
    installed = tmp_path / "installed"
    options = ["--no-deps", "--no-build-isolation", "--no-cache-dir", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", installed, REPOSITORY], check=True)
    with somebodys_cluster(tmp_path, str(installed)) as (address, _):
        with Client(address) as client:
            client.wait_for_workers(2, timeout=60)
            places = client.run(eval, "__import__('autograder').__file__").values()
            assert set(places) == {str(installed / "autograder" / "__init__.py")}
        (run,) = grade_class(course.folder, ["backward"], scheduler=address)
    assert run.outcomes["ana"].score == 32


def test_no_scheduler_is_one_sentence(course, desk):
    desk.answers("ana")
    with pytest.raises(CourseError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"):
        grade_class(course.folder, ["backward"], scheduler="tcp://127.0.0.1:9")
