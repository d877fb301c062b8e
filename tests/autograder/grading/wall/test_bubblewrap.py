"""The wall's command line, and what is said where there can be no wall."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading.wall import bubblewrap
from autograder.grading.wall.bubblewrap import ENVIRONMENT, PRIVATE, wall, why_not


@pytest.fixture(autouse=True)
def _asked_anew():
    why_not.cache_clear()
    yield
    why_not.cache_clear()


def test_a_missing_program_is_told_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    assert why_not() == "bubblewrap is not installed; on Debian and Ubuntu: apt install bubblewrap"


@pytest.mark.parametrize("error", [ImportError("no such module"), RuntimeError("no such library")])
def test_a_missing_filter_is_told_with_how_to_get_it(monkeypatch, error):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/usr/bin/bwrap")

    def missing(name):
        raise error

    monkeypatch.setattr(importlib, "import_module", missing)
    assert why_not() == "libseccomp is not installed; on Debian and Ubuntu: apt install libseccomp2"


def test_what_bubblewrap_says_where_it_does_not_work_is_told(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/usr/bin/bwrap")
    said = subprocess.CompletedProcess([], 1, "", "bwrap: No permissions to create a new namespace\n")
    monkeypatch.setattr(bubblewrap.subprocess, "run", lambda *_, **__: said)
    assert why_not() == "bubblewrap does not work here: bwrap: No permissions to create a new namespace"


def test_the_environment_is_known_and_the_kit_is_the_only_room_of_the_course(tmp_path):
    command = wall(tmp_path)
    names = {command[number + 1] for number, word in enumerate(command) if word == "--setenv"}
    assert names == {*ENVIRONMENT, "PATH", "PYTHONPATH"}
    mounted = {command[number + 1] for number, word in enumerate(command) if word.startswith("--ro-bind")}
    assert str(tmp_path) in mounted
    assert not {path for path in mounted if Path(path) == bubblewrap.REPOSITORY or path == str(Path.home())}
    assert {"--unshare-all", "--die-with-parent", "--new-session", "--clearenv"} <= set(command)


@pytest.mark.usefixtures("walled")
def test_what_runs_there_is_alone_and_can_write_its_own_folder_only():
    script = f"""
import os
assert set(os.environ) <= {{*{sorted(ENVIRONMENT)}, "PATH", "PYTHONPATH", "PWD", "LC_CTYPE"}}, set(os.environ)
assert len([name for name in os.listdir("/proc") if name.isdigit()]) <= 2
assert os.uname().nodename == "course"
open("{PRIVATE}/mine", "w").close()
for place in ("/", "/tmp", "/dev", "/usr", {sys.prefix!r}):
    try:
        open(place + "/mine", "w")
    except OSError:
        continue
    raise AssertionError(place)
"""
    done = subprocess.run([*wall(), sys.executable, "-c", script], capture_output=True, text=True, check=False, env={})
    assert (done.returncode, done.stderr) == (0, "")
