"""Build the site: the book with warnings as errors, told in plain words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from autograder.errors import CourseError

_PROGRESS = re.compile(r"reading page (?P<page>\S+)$")  # printed by chapters/_sphinx
_WARNING = re.compile(r"WARNING|ERROR|Error:")
_RAISED = re.compile(r"\w+(Error|Exception): ")  # the last line of a traceback, a cell's own
_NOISE = re.compile(r"\x1b\[[0-9;]*m")


class SiteError(CourseError):
    """The book does not build; the message names the first reason."""


def build_site(repository: Path, output: Path, tell: Callable[[str], None] = print) -> Path:
    """Build the book into `output`/_build/html, or bring it up to date.

    Parameters
    ----------
    repository : Path
        The folder with `_config.yml` and `_toc.yml`.
    output : Path
        Where `_build` is, the caches of earlier builds included: what has not changed is not built again.
    tell : callable
        Receives one line for each page that is read, and at the end nothing more.

    Returns
    -------
    Path
        The folder of the built site.

    Raises
    ------
    SiteError
        If the book has a warning or an error; the message shows the first, and where all of them are.
    """
    if not (repository / "_toc.yml").is_file():
        raise SiteError(f"{repository} has no _toc.yml; name the folder of the course, where the book's files are")
    folder = output / "_build"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "site.log"
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", str(repository)]
    command += ["--path-output", str(output), "-W", "-n", "--keep-going"]
    environment = {**os.environ, "PYTHONPATH": _path_with(repository), "PYTHONWARNINGS": "ignore"}
    lines = []
    with (
        log.open("w", encoding="utf-8") as record,
        subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        ) as process,
    ):
        assert process.stdout is not None
        for raw in process.stdout:
            line = _NOISE.sub("", raw).rstrip()
            record.write(line + "\n")
            lines.append(line)
            progress = _PROGRESS.match(line)
            if progress:
                tell(f"  {progress['page']}")
    if process.returncode:
        raise SiteError(_first_reason(lines, log))
    return folder / "html"


def _first_reason(lines: list[str], log: Path) -> str:
    reasons = [line for line in lines if _WARNING.search(line) and "[IPKernelApp]" not in line]
    first = reasons[0].strip() if reasons else next((line for line in reversed(lines) if line.strip(" =")), "no output")
    if first.endswith("CellExecutionError"):
        first += next((f": {line}" for line in lines if _RAISED.match(line)), "")
    return f"the book does not build: {first} ({len(reasons)} problems in all; the whole output is in {log})"


def _path_with(repository: Path) -> str:
    """Return a search path that lets the pages' kernels import the modules beside the book."""
    return os.pathsep.join(filter(None, [str(repository), os.environ.get("PYTHONPATH", "")]))
