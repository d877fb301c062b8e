"""Tests of one folder run in one process, one after the other: they share a built site, an environment, a class."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices, and as many workers as processors

TESTS = Path(__file__).parent


def pytest_itemcollected(item):
    folder = item.path.parent.relative_to(TESTS)
    if folder.parts:
        item.add_marker(pytest.mark.xdist_group(folder.as_posix()))
