"""Which tests run in one process, because they share what takes long, and which begin, so that no worker is left alone.

One process has the tests of a folder, those of the grader of one chapter (the verdicts on its catalogue), and those
that look at the pages of one tour. Where only what is built is shared (see `tests.browser.once`), a file has its own.
"""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices, and as many workers as processors

TESTS = Path(__file__).parent
pytest_plugins = ["tests.browser"]

BY_FILE = ("site", "autograder/grading", "autograder/publishing", "chapters/_sphinx")
LONGEST = (
    "tour",
    "attacks",
    "autograder/publishing/test_bundle.py",
    "recipe",
    "site/test_pages.py",
    "site/test_reading.py",
    "autograder/grading/test_grade.py",
    "chapters/recipe",
    "chapters/_sphinx/test_build.py",
    "chapters/batchnorm",
    "chapters/regularization",
    "chapters/dropout",
    "chapters/initialization",
    "site/test_downloads.py",
    "site/test_lab.py",
    "site/test_bench.py",
    "chapters/schedules",
    "chapters/activations",
)
"""What takes more than about ten seconds, the longest first; the rest fills the gaps."""


def pytest_itemcollected(item):
    group = _group(item)
    if group:
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items):
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(_group(item), len(places)))


def _group(item):
    file = item.path.relative_to(TESTS)
    folder = file.parent.as_posix()
    if "tour" in item.fixturenames:
        return "tour"
    if folder in (".", "autograder"):
        chapter = item.callspec.params.get("chapter") if hasattr(item, "callspec") else None
        return chapter or (None if folder == "." else folder)
    return file.as_posix() if folder in BY_FILE else folder
