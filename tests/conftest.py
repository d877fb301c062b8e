"""Which tests run in one process, because they share what takes long, and which begin, so that no worker is left alone.

One process has the tests of a folder, those of the grader of one chapter (the verdicts on its catalogue), and those
that look at the pages of one tour. Where only what is built is shared (see `tests.browser.once`), a file has its own.
"""

import gc
import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices, and as many workers as processors

gc.disable()  # what is imported and collected stays

TESTS = Path(__file__).parent
pytest_plugins = ["tests.browser"]

BY_FILE = ("site", "autograder/grading", "autograder/publishing", "chapters/_sphinx")
LONGEST = (
    "recipe",
    "attacks",
    "autograder/publishing/test_bundle.py",
    "autograder/grading/scale",
    "chapters/regularization",
    "tour",
    "chapters/recipe",
    "chapters/batchnorm",
    "planting",
    "autograder/grading/wall",
    "chapters/activations",
    "chapters/schedules",
    "site/playground",
    "chapters/initialization",
    "autograder/grading/test_grade.py",
    "site/looks",
    "autograder/grading/intake",
    "chapters/dropout",
    "site/test_pages.py",
    "autograder/grading/test_sample.py",
    "chapters/_sphinx/test_build.py",
    "search",
    "site/test_reading.py",
)
"""What takes more than about half a minute, the longest first; the rest fills the gaps."""


def pytest_xdist_auto_num_workers():
    """One more than there are processors: a browser and a sandbox let their tests wait now and then."""
    return 1 + (os.cpu_count() or 1)


def pytest_collection_finish():
    """Leave what is there, libraries and tests, out of garbage collection, which would go through it for nothing."""
    gc.enable()
    gc.freeze()


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
