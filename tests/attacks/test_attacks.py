"""No attack gains a point, reads what is not its own, outlives its run, fills disk or memory, or acts in a page.

None holds up the others beyond its limits: after each of them the same sandbox grades a right notebook rightly.
"""

import os
import re
import struct
import tempfile
import time
from base64 import b64decode
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from autograder.grading import sitting
from autograder.grading.execute import judged
from autograder.grading.intake.reaches import reaches
from autograder.grading.ledger import Entry
from autograder.grading.reports.feedback import page
from autograder.grading.wall import sandbox as near
from autograder.grading.wall.bubblewrap import why_not
from autograder.publishing.release import answered_notebook, release_notebook
from tests.attacks import FOLDER, attacks

SECRET = "swordfish"
"""What the instructor's environment holds: no attack may show it."""
CELL, CASE, BUDGET, GRACE = 3.0, 1.5, 12.0, 0.5
"""Seconds, shorter than a class has: an attack waits for them."""
USUAL = 60.0
"""Seconds that an attack may take for which no limit is waited for, on a busy machine."""
AFTER = "activations"
"""The chapter whose notebook is graded after each attack: the one that takes least time."""
ACTIVE = {
    "script",
    "img",
    "svg",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "link",
    "base",
    "video",
    "style",
}
ATTACKS = attacks()
INTO_COURSE = re.compile(r"^ *(from|import) (autograder|solutions)", re.MULTILINE)


def kernels_lists():
    """What the host has of an attack's shared memory, and of anybody's queues and semaphores."""
    shared = {path.name for path in Path("/dev/shm").iterdir() if "attack" in path.name}
    return shared, [
        len(Path("/proc/sysvipc", kind).read_text(encoding="utf-8").splitlines()) for kind in ("msg", "sem")
    ]


def descendants(pid):
    """All processes below one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(path.parent.name)] = int(after[1])
    found, waiting = set(), [pid]
    while waiting:
        parent = waiting.pop()
        below = {child for child, of in parents.items() if of == parent}
        found |= below
        waiting += below
    return found


def eventually(look, wanted):
    """What is seen when it is what is wanted, or after five seconds."""
    until = time.monotonic() + 5
    while (seen := look()) != wanted and time.monotonic() < until:
        time.sleep(0.02)
    return seen


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """One for all attacks; when it is closed, nothing of it is left anywhere."""
    if why_not():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why_not())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_PASSWORD", SECRET)
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        patch.setattr(sitting, "CELL", CELL)
        patch.setattr(sitting, "CHECK", CELL)
        patch.setattr(sitting, "LIMIT", CASE)
        patch.setattr(sitting, "BUDGET", BUDGET)
        patch.setattr(near, "GRACE", GRACE)
        before = kernels_lists()
        with near.Sandbox() as opened:
            yield opened
            processes = {opened._process.pid, *descendants(opened._process.pid)}
        assert len(processes) == 3
        assert eventually(lambda: {pid for pid in processes if Path(f"/proc/{pid}").exists()}, set()) == set()
        assert list(Path(tempfile.gettempdir()).iterdir()) == []
        assert kernels_lists() == before


@pytest.fixture(scope="module")
def verdicts(sandbox):
    """What a right notebook gets."""
    return judged(deepcopy(answered_notebook(AFTER)), AFTER, sandbox).verdicts


class Elements(HTMLParser):
    """The elements of a page, and those of their attributes that act."""

    def __init__(self, text):
        super().__init__()
        self.names, self.acting = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.acting += [name for name, value in attrs if name.startswith("on") or "script:" in (value or "")]


def shown(result):
    """All that the outputs and the findings tell; not the tracebacks, which quote the attack."""
    texts = [str(verdict) for verdict in result.verdicts.values()]
    for cell in result.notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                texts += [output.ename, output.evalue]
            else:
                texts += [output.text] if "text" in output else [output.data.get("text/plain", "")]
    return "\n".join(texts)


def entry(result):
    """What the gradebook would have of it."""
    points = {name: verdict.points for name, verdict in result.verdicts.items()} | {"reflection": 4.0}
    scores = {name: verdict.points * verdict.passed for name, verdict in result.verdicts.items()} | {"reflection": 0.0}
    return Entry(scores, points, {}, 0.0, True)


def is_picture(content):
    """Whether this is a PNG file of at most 16 million pixels."""
    width, height = struct.unpack("!II", content[16:24])
    return content.startswith(b"\x89PNG\r\n\x1a\n") and width * height <= 16_000_000


def nothing_acts(result, chapter):
    """The notebook can be written, holds text and pictures only; its page is light and holds no element that acts."""
    text = nbformat.writes(result.notebook)
    assert len(text.encode("utf-8")) < sitting.SHOWN + 300_000
    nbformat.validate(result.notebook)
    checks = {f"{name}" for name in result.verdicts}
    for cell in result.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") not in checks:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                assert set(data) <= {"text/plain", "image/png"}
                assert "image/png" not in data or is_picture(b64decode(data["image/png"], validate=True))
    html = page(result.notebook, chapter, "a student", entry(result))
    html.encode("utf-8")
    assert len(html) < 400_000
    elements = Elements(html)
    assert [name for name in elements.names if name in ACTIVE] == ["style"]
    assert elements.acting == []
    assert "\x1b" not in html
    assert "\\u001b" not in text


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack(attack, sandbox, verdicts, monkeypatch):
    if attack.chapter == "recipe":  # an honest notebook of this chapter trains for seconds
        for limit in ("CELL", "CHECK", "BUDGET"):
            monkeypatch.setattr(sitting, limit, 120.0)
        monkeypatch.setattr(sitting, "LIMIT", 20.0)
    for _ in range(1 + ("twice" in attack.told)):
        began = time.monotonic()
        result = judged(attack.notebook(), attack.chapter, sandbox)
        took = time.monotonic() - began
        text = shown(result)
        assert "BREACH" not in text
        assert SECRET not in text
        assert attack.told.get("says", "") in text
        assert took < USUAL + float(attack.told.get("seconds", 0))
        nothing_acts(result, attack.chapter)
    passed = {name for name, verdict in result.verdicts.items() if verdict.passed}
    if "gains" in attack.told:
        pytest.xfail(attack.told["gains"]) if passed else pytest.fail("it gains nothing any more")
    if attack.right:
        lost, (costs, fails) = (
            set(result.verdicts) - passed,
            (attack.told.get(it, "").split() for it in ("costs", "fails")),
        )
        assert set(fails) <= lost
        if {"network", "train"} & lost:
            costs.append("experiment")  # it runs them
        assert "all" in costs or lost <= {*costs, *fails}
    else:
        assert passed == set()
    after = judged(deepcopy(answered_notebook(AFTER)), AFTER, sandbox)
    assert after.verdicts == verdicts
    assert all(verdict.passed for verdict in after.verdicts.values())
    # Only bubblewrap's first process and the warm interpreter run on; who watched may take a moment to end.
    assert eventually(lambda: len(descendants(sandbox._process.pid)), 2) == 2


@pytest.mark.parametrize("attack", [it for it in ATTACKS if INTO_COURSE.search(it.source)], ids=lambda it: it.name)
def test_the_instructor_is_told_of_code_that_reaches_into_the_course(attack):
    handed_in, released = (
        [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        for notebook in (attack.notebook(), release_notebook(attack.chapter))
    )
    assert reaches(handed_in, released)


def test_there_are_enough_of_them_and_each_says_what_it_tries():
    assert len(ATTACKS) >= 80
    assert len({attack.source for attack in ATTACKS}) == len(ATTACKS)
    for attack in ATTACKS:
        assert attack.tries.endswith("."), attack.name
        assert attack.source.strip(), attack.name
        # It shows that it was made, or costs something; else nobody would see that it has not been.
        assert {"says", "costs", "fails"} & set(attack.told) or not attack.right, attack.name
    assert len({path.parent for path in FOLDER.glob("*/*.py")}) >= 10
