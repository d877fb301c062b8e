"""What this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass

from autograder.grading.wall.bubblewrap import why_not
from autograder.publishing.printing.paper import browser, letters


@dataclass(frozen=True)
class Sign:
    """One thing that was looked for."""

    name: str
    found: bool
    needed: bool
    advice: str
    """What it is for and how to get it, if it is not there."""


def examine() -> list[Sign]:
    """Look for everything that the course can use."""
    return [
        Sign("Python 3.11 or newer", sys.version_info >= (3, 11), True, "python.org, or your system's packages"),
        Sign("git", shutil.which("git") is not None, True, "your system's packages, e.g. apt install git"),
        Sign("make", shutil.which("make") is not None, True, "your system's packages, e.g. apt install make"),
        Sign("bubblewrap", not why_not(), False, f"needed to grade strangers' code safely: {why_not()}"),
        Sign("Chromium", browser() is not None, False, "prints the book and tests the site, e.g. apt install chromium"),
        Sign("a Chinese font", letters("zh"), False, "prints the glossary's terms, e.g. apt install fonts-noto-cjk"),
        Sign(
            "PyTorch", importlib.util.find_spec("torch") is not None, False, "an outside judge in the tests: make torch"
        ),
    ]
