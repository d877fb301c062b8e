"""How long `make site` and `make course` take in a fresh copy of the project, and when nothing has changed."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.publishing.release import REPOSITORY, chapters
from tests.benchmarks.bars import Bar


def builds() -> Iterator[Bar]:
    """Time the builds, with the environment of this copy."""
    with TemporaryDirectory(prefix="course-") as folder:
        copy = _copied(Path(folder))
        cold = _made("site", copy)
        yield Bar("cold build of the site, seconds a chapter", cold / len(chapters()), at_most=30)
        yield Bar("unchanged site, seconds", _made("site", copy), at_most=10)
        yield Bar("`make course` in a fresh copy, minutes", (cold + _made("course", copy)) / 60, at_most=20)
        yield Bar("unchanged course, seconds", _made("course", copy), at_most=30)


def _copied(folder: Path) -> Path:
    """Copy what git keeps; the dates tell make that the environment is up to date."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / name)
    (folder / ".venv").symlink_to(REPOSITORY / ".venv")
    return folder


def _made(target: str, folder: Path) -> float:
    """Seconds that `make <target>` takes in a folder."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    subprocess.run(["make", target], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
