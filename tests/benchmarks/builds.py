"""How long `make site` and `make course` take in a fresh copy and when nothing has changed, and how much they say."""

import os
import re
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
        cold, said = _made("course", copy)
        yield Bar("`make course` in a fresh copy with its environment, minutes", cold / 60, at_most=8)
        yield Bar("lines of it into a pipe", len(said), at_most=40)
        yield Bar("warnings of libraries among them", _warnings(said), at_most=0)
        yield Bar("unchanged course, seconds", _made("course", copy)[0], at_most=10)
        _made("clean", copy)
        cold, said = _made("site", copy)
        yield Bar("cold build of the site, seconds a chapter", cold / len(chapters()), at_most=30)
        yield Bar("unchanged site, seconds", _made("site", copy)[0], at_most=10)
        _, rest = _made("course", copy, PATH=_without_bubblewrap(Path(folder) / "bin"))
        yield Bar("lines of `make course` without bubblewrap", len(said + rest), at_most=40)
        yield Bar("warnings among those", _warnings(rest), at_most=0)


def _copied(folder: Path) -> Path:
    """Copy what git keeps; the dates tell make that the environment is up to date."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / name)
    (folder / ".venv").symlink_to(REPOSITORY / ".venv")
    return folder


def _made(target: str, folder: Path, **environment: str) -> tuple[float, list[str]]:
    """Seconds that `make <target>` takes in a folder, and the lines that it says into a pipe."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(folder), **environment}
    done = subprocess.run(
        ["make", target],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return time.monotonic() - began, done.stdout.splitlines()


def _warnings(lines: list[str]) -> int:
    return sum(re.search("warning", line, re.IGNORECASE) is not None for line in lines)


def _without_bubblewrap(folder: Path) -> str:
    """A search path on which everything is but bubblewrap."""
    folder.mkdir()
    for place in os.get_exec_path():
        for program in Path(place).glob("*"):
            if program.name != "bwrap" and not (folder / program.name).exists():
                (folder / program.name).symlink_to(program)
    return str(folder)
