"""Tests that share what takes long run in one process: those of a folder (a built site, an environment, a class), and
those of the grader of one chapter (the verdicts on its catalogue).
"""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices, and as many workers as processors

TESTS = Path(__file__).parent


def pytest_itemcollected(item):
    folder = item.path.parent.relative_to(TESTS).as_posix()
    shared = folder if folder != "." else item.callspec.params.get("chapter") if hasattr(item, "callspec") else None
    if shared:
        item.add_marker(pytest.mark.xdist_group(shared))
