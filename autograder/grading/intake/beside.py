"""What lies beside a student's notebook: modules that it may import, the time of handing in, and all else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from importlib.util import find_spec
from pathlib import Path

from dateutil.parser import parse
from dateutil.tz import gettz

from autograder.grading.intake.finding import is_notebook
from autograder.grading.intake.reading.files import files_below, read_file
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.refusal import RefusalError

LARGEST = 100 * 2**10
"""Bytes of a module."""
MOST = 20
"""Modules of one student."""
TIME = "timestamp.txt"


@dataclass(frozen=True)
class Beside:
    """Modules to put beside the notebook, when it was handed in as far as that is known, and remarks."""

    files: dict[str, bytes]
    time: datetime | None
    remarks: tuple[str, ...]


def look_beside(submitted: Path, notebook: Path) -> Beside:
    """Look at the other files of the notebook's own folder."""
    files: dict[str, bytes] = {}
    left, remarks, time = [], [], None
    for path in files_below(notebook.parent):
        if path == notebook or is_notebook(path) or path.parent != notebook.parent:
            continue
        if path.name == TIME:
            time = _time(submitted, path)
            if time is None:
                remarks.append(f"has a {TIME} beside it that is no time: when it was handed in is not known")
        elif path.suffix == ".py" and not _hides_another(path.stem) and len(files) < MOST:
            try:
                files[path.name] = read_file(submitted, path, LARGEST)
            except RefusalError as refusal:
                remarks.append(f"has {path.name} beside it, which {refusal}")
        else:
            left.append(path.name)
    if left:
        remarks.append(f"has {', '.join(left[:3])}{' and more' * (len(left) > 3)} beside it: only modules come along")
    return Beside(files, time, tuple(remarks))


def _time(submitted: Path, path: Path) -> datetime | None:
    """The time that a file tells, as nbgrader reads it: in UTC, and without saying so."""
    try:
        time: datetime = parse(as_text(read_file(submitted, path, LARGEST)).strip(), tzinfos=_zone)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    except (RefusalError, ValueError, OverflowError):
        return None


def _zone(name: str | None, seconds: int | None) -> tzinfo | int | None:
    """The zone that stands behind a time: by its distance to UTC where that is told."""
    return seconds if seconds is not None else gettz(name)


def _hides_another(name: str) -> bool:
    """Whether a module would stand before one of Python's own, a library's or the course's."""
    if not name.isidentifier() or name in sys.stdlib_module_names:
        return True
    found = find_spec(name)
    return found is not None and found.origin is not None
