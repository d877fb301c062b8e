"""Tests that share what takes long run in one process: those of a folder (a built site, an environment, a class), and
those of the grader of one chapter (the verdicts on its catalogue).
"""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices, and as many workers as processors

TESTS = Path(__file__).parent
pytest_plugins = ["tests.browser"]


def pytest_itemcollected(item):
    shared = item.path.parent.relative_to(TESTS).as_posix()
    if shared == "." and hasattr(item, "callspec"):
        shared = item.callspec.params.get("chapter", shared)
    if shared != ".":
        item.add_marker(pytest.mark.xdist_group(shared))
