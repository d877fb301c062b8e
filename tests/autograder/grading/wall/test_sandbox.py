"""The near side: guests come and go, whatever becomes of them or of the interpreter that they are forks of."""

import os
import signal
import time
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading.wall import sandbox as near
from autograder.grading.wall.inside import confine
from autograder.grading.wall.sandbox import GuestGoneError, Sandbox
from tests.attacks.test_attacks import descendants, eventually

pytestmark = pytest.mark.usefixtures("walled")


@pytest.fixture(scope="module")
def sandbox(walled):
    with Sandbox() as opened:
        yield opened


def ask(sandbox, source, seconds=10.0):
    guest = sandbox.guest()
    try:
        return guest.ask({"run": source, "seconds": seconds}, seconds)
    finally:
        guest.close()


def works(sandbox):
    return ask(sandbox, "print(6 * 7)")[0]["text"] == "42\n"


def test_each_guest_starts_afresh(sandbox):
    ask(sandbox, "x = 1\nopen('/private/x', 'w').close()")
    told = ask(sandbox, "import os\nprint('x' in globals(), os.listdir('/private'))")
    assert told[0]["text"] == "False []\n"


def test_two_guests_know_nothing_of_each_other(sandbox):
    one, other = sandbox.guest(), sandbox.guest()
    one.ask({"run": "x = 1\nopen('/private/x', 'w').close()", "seconds": 5}, 5)
    told = other.ask(
        {"run": "import os\nprint('x' in globals(), os.listdir('/private'), os.getpid())", "seconds": 5}, 5
    )
    assert told[0]["text"] == "False [] 1\n"
    assert one.ask({"run": "print(x)", "seconds": 5}, 5)[0]["text"] == "1\n"
    one.close()
    other.close()


def test_a_guest_that_ends_is_gone_and_the_next_one_works(sandbox):
    guest = sandbox.guest()
    with pytest.raises(GuestGoneError):
        guest.ask({"run": "import os\nos._exit(1)", "seconds": 5}, 5)
    assert works(sandbox)


def test_a_guest_that_is_silent_is_waited_for_no_longer_than_it_may(sandbox, monkeypatch):
    monkeypatch.setattr(near, "GRACE", 0.3)
    guest, began = sandbox.guest(), time.monotonic()
    with pytest.raises(GuestGoneError):
        guest.ask({"run": "import itertools\nmax(itertools.repeat(1))", "seconds": 0.2}, 0.2)
    assert time.monotonic() - began < 5
    assert works(sandbox)


def test_nothing_of_a_guest_is_left_when_it_is_let_go(sandbox):
    assert eventually(lambda: len(descendants(sandbox._process.pid)), 2) == 2
    guest = sandbox.guest()
    guest.ask(
        {"run": "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()", "seconds": 5}, 5
    )
    assert len(descendants(sandbox._process.pid)) == 4
    guest.close()
    assert eventually(lambda: len(descendants(sandbox._process.pid)), 2) == 2


@pytest.mark.parametrize("which", ["the keeper", "bubblewrap", "all"])
def test_when_the_interpreter_is_killed_the_next_guest_has_a_new_one(sandbox, which):
    assert eventually(lambda: len(descendants(sandbox._process.pid)), 2) == 2
    below = sorted(descendants(sandbox._process.pid))
    killed = {"the keeper": below[-1:], "bubblewrap": [sandbox._process.pid], "all": below}[which]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    sandbox._process.wait(10)
    assert works(sandbox)
    assert eventually(lambda: [pid for pid in below if Path(f"/proc/{pid}").exists()], []) == []


def test_when_it_is_killed_under_a_guest_that_guest_is_gone(sandbox):
    guest = sandbox.guest()
    guest.ask({"run": "x = 1", "seconds": 5}, 5)
    below = descendants(sandbox._process.pid)
    os.kill(sandbox._process.pid, signal.SIGKILL)
    sandbox._process.wait(10)
    assert eventually(lambda: [pid for pid in below if Path(f"/proc/{pid}").exists()], []) == []
    with pytest.raises(GuestGoneError):
        guest.ask({"run": "x", "seconds": 5}, 5)
    assert works(sandbox)


def test_an_interpreter_that_is_stopped_does_not_hold_up_the_end(monkeypatch):
    monkeypatch.setattr(near, "GRACE", 0.3)
    opened = Sandbox()
    assert eventually(lambda: len(descendants(opened._process.pid)), 2) == 2
    below = descendants(opened._process.pid)
    os.kill(max(below), signal.SIGSTOP)
    began = time.monotonic()
    opened.close()
    assert time.monotonic() - began < 5
    assert eventually(lambda: [pid for pid in below if Path(f"/proc/{pid}").exists()], []) == []


def test_it_leaves_no_folder_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(near.tempfile, "tempdir", str(tmp_path))
    with Sandbox() as opened:
        assert list(tmp_path.glob("course-*"))
        assert works(opened)
    assert list(tmp_path.iterdir()) == []


def test_an_interpreter_that_does_not_come_up_is_told_with_its_last_words(monkeypatch):
    monkeypatch.setattr(near, "KEEPER", "autograder.grading.wall.inside.no_keeper")
    with pytest.raises(CourseError, match=r"did not come up: .*no_keeper"):
        Sandbox()


def test_where_nobody_can_be_confined_nobody_is_graded(monkeypatch):
    def write(folder, names):
        written(folder, names)
        path = folder / "autograder/grading/wall/inside/confine.py"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("ALL_BELOW = 442", "ALL_BELOW = 99_999"), encoding="utf-8")
        assert "99_999" in path.read_text(encoding="utf-8")

    written = near.write_kit
    monkeypatch.setattr(near, "write_kit", write)
    with pytest.raises(CourseError, match="cannot be confined here"):
        Sandbox()


def test_without_a_wall_notebooks_run_as_well():
    with Sandbox(walled=False) as opened:
        assert works(opened)


def test_what_is_refused_is_named_as_the_kernel_names_it():
    import pyseccomp

    for name in confine.REFUSED:
        assert pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) != -1, name
    assert len(set(confine.REFUSED)) == len(confine.REFUSED)


def test_what_a_killed_program_left_is_removed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone, here, other = (tmp_path / name for name in ("course-kit-999999999-x", f"course-kit-{os.getpid()}-y", "else"))
    for folder in (gone, here, other):
        (folder / "inside").mkdir(parents=True)
    near._sweep()
    assert [folder.exists() for folder in (gone, here, other)] == [False, True, True]
