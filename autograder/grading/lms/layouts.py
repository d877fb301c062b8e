"""Whose file it is, by where it lies and how it is called in a download of Moodle, Canvas, Gradescope and others.

Moodle       Ana María_1234_assignsubmission_file_/backward.ipynb, or with the file's name behind it in one name
Canvas       mariaana_LATE_1234_5678_backward-1.ipynb: the second number is the submission's, -1 a second attempt's
Gradescope   assignment_1_export/submission_5678/backward.ipynb, with submission_metadata.yml
Blackboard   backward_ana_attempt_2026-01-30-15-00-00_backward.ipynb
nbgrader     ana+backward+2026-01-30 15:00:00 UTC/backward.ipynb in the exchange; ana/backward/backward.ipynb elsewhere
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin

from autograder.publishing.release import chapters

BEGIN = r"(?:^|.*/)"
LAYOUTS = {
    "nbgrader's exchange": BEGIN + r"(?P<name>[^/+]+)\+(?P<chapter>[^/+]+)\+(?P<time>[^/+]+)(?:\+[^/]*)?/(?P<file>.+)",
    "Moodle": BEGIN + r"(?P<name>[^/]+)_(?P<number>\d+)_assignsubmission_file(?:_?/|_)(?P<file>.+)",
    "Blackboard": BEGIN + r"[^/]+?_(?P<name>[^/_]+)_attempt_(?P<time>[\d-]+)_(?P<file>.+)",
    "Canvas": BEGIN + r"(?P<name>[^/_]+)(?:_LATE)?_(?P<number>[^/_]+)_(?P<attempt>\d+)_(?P<file>.+)",
    "Gradescope": BEGIN + r"(?P<submission>submission_\d+)/(?P<file>.+)",
    "nbgrader": BEGIN + r"(?P<name>[^/]+)/(?P<chapter>" + "|".join(chapters()) + r")/(?P<file>.+)",
    "a folder for each student": r"(?P<name>[^/]+)/(?P<file>.+)",
}
METADATA = "submission_metadata.yml"
"""Gradescope's file of who handed in what."""
AGAIN = re.compile(r"(?:-| \(|-Copy)(\d+)\)?$")
"""What is put behind the name of a file that is handed in, or downloaded, once more."""


@dataclass(frozen=True)
class Handed:
    """Who handed in a file."""

    layout: str
    name: str
    """The student's name, as the platform has it."""
    number: str
    """What the platform itself knows the student by, or what they handed in; empty where it does not tell."""
    file: PurePosixPath
    """The file, as the student called it."""
    chapter: str
    """The chapter, where the path tells."""
    time: str
    """When it was handed in, where that is told."""

    @property
    def order(self) -> tuple[str, int]:
        """Greater for what was handed in later."""
        again = AGAIN.search(self.file.stem)
        return self.time, int(again[1]) if again else 0


def whose(path: PurePosixPath, metadata: dict[str, Any]) -> Iterator[Handed]:
    """Give everybody who handed in a file: nobody where that cannot be told, several for a team's.

    Parameters
    ----------
    metadata : dict
        What Gradescope notes of submissions, by their folders' names.
    """
    for layout, pattern in LAYOUTS.items():
        found = re.fullmatch(pattern, str(path))
        if not found:
            continue
        told = {"name": "", "number": "", "chapter": "", "time": "", "submission": "", **found.groupdict()}
        people = [(told["name"], told["number"])]
        if told["submission"]:
            noted = metadata.get(told["submission"], {})
            people = [(str(who.get(":name", "")), str(who.get(":email", ""))) for who in noted.get(":submitters", [])]
            told["time"] = str(noted.get(":created_at", ""))
        for name, number in people:
            yield Handed(layout, name, number, PurePosixPath(told["file"]), told["chapter"], _time(told["time"]))
        return


def submission_metadata(text: str) -> dict[str, Any]:
    """Read Gradescope's notes on submissions; nothing where they are damaged."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return {name: noted for name, noted in found.items() if isinstance(noted, dict)} if isinstance(found, dict) else {}


def _time(written: str) -> str:
    """A time as nbgrader reads it: Blackboard writes it with hyphens only."""
    hyphens = re.fullmatch(r"(\d+-\d+-\d+)-(\d+)-(\d+)-(\d+)", written)
    return "{} {}:{}:{}".format(*hyphens.groups()) if hyphens else written


class DownloadCollector(FileNameCollectorPlugin):
    """The same for `nbgrader zip_collect`: --collector=autograder.grading.lms.layouts.DownloadCollector."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Tell nbgrader whose file it is, and under which name it wants it."""
        path = PurePosixPath(submitted_file.partition("/extracted/")[2] or submitted_file)
        handed = next(whose(path, {}), None)
        if handed is None or not handed.name or path.suffix not in self.valid_ext:
            return None
        told = {"student_id": handed.name, "file_id": AGAIN.sub("", handed.file.stem)}
        return told | ({"timestamp": handed.time} if handed.time else {})
