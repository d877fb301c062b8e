"""The wall stands for an ordinary user as it does for root: the tests themselves often run as root."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.grading.wall.bubblewrap import REPOSITORY

NOBODY = 65534
GRADED = """
import os
from autograder.grading.execute import judged
from autograder.grading.wall.sandbox import Sandbox
from autograder.publishing.release import answered_notebook
from tests.attacks import attacks
from tests.attacks.test_attacks import shown
assert os.getuid() != 0
with Sandbox() as sandbox:
    for attack in attacks():
        if attack.name in {names}:
            result = judged(attack.notebook(), "backward", sandbox)
            text = shown(result)
            assert attack.told["says"] in text, (attack.name, text)
            assert "BREACH" not in text, (attack.name, text)
            assert all(verdict.passed for verdict in result.verdicts.values()), attack.name
            print(attack.name)
"""
NAMES = (
    *("disk/full", "disk/many", "kernel/capabilities", "kernel/namespaces", "memory/named", "network/loopback"),
    *("processes/calls", "processes/fork", "processes/threads", "reading/environment", "reading/leftovers"),
    *("writing/kernel_settings", "writing/owner", "writing/read_only", "writing/remount"),
)


def open_to_all(*paths):
    """What to put in front of a command so that anybody can enter the folders that lead to these."""
    shut, dug = [], []
    for path in paths:
        ways = [each for each in reversed(path.parents) if not each.stat().st_mode & stat.S_IXOTH]
        if not ways:
            continue
        shut += [] if str(ways[0]) in shut else ["--tmpfs", str(ways[0])]
        for each in reversed(path.parents):
            if ways[0] in each.parents:
                dug += ["--perms", "0755", "--dir", str(each)]
        dug += ["--bind", str(path), str(path)]
    return ["bwrap", "--dev-bind", "/", "/", *shut, *dug] if shut else []


@pytest.mark.usefixtures("walled")
def test_an_ordinary_user_grades_and_is_as_safe():
    if os.getuid() != 0:
        pytest.skip("whoever runs this is an ordinary user: all other tests of the wall are about one")
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed, with which root becomes somebody else")
    theirs = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        os.chown(theirs, NOBODY, NOBODY)
        become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all"]
        done = subprocess.run(
            [
                *open_to_all(Path(sys.base_prefix), REPOSITORY),
                *become,
                sys.executable,
                "-c",
                GRADED.format(names=NAMES),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=REPOSITORY,
            env={"PATH": os.environ["PATH"], "HOME": str(theirs), "TMPDIR": str(theirs)},
        )
        left = [path.name for path in theirs.glob("course-*")]
    finally:
        shutil.rmtree(theirs)
    assert (done.returncode, done.stdout.split()) == (0, list(NAMES)), done.stderr
    assert left == []
