"""Files of a student's folder: found and read without following a link, and never more than a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from autograder.grading.intake.refusal import RefusalError

MOST_FILES = 2_000
"""Looked at in one student's folder; an environment that somebody handed in with a notebook has more."""

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe without a writer must not keep us waiting


def read_file(root: Path, path: Path, largest: int) -> bytes:
    """Bytes of a regular file below a folder; no part of its path below that folder may be a link.

    Raises
    ------
    RefusalError
        When it is anything else, larger than `largest` bytes, or cannot be read.
    """
    parts = path.relative_to(root).parts
    try:
        opened = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for part in parts:
            try:
                there = stat.S_IFMT(os.stat(part, dir_fd=opened, follow_symlinks=False).st_mode)
                _must_be_plain(there, last=part is parts[-1])
                following = os.open(part, FOLDER if there == stat.S_IFDIR else FILE, dir_fd=opened)
            finally:
                os.close(opened)
            opened = following
        with open(opened, "rb") as file:
            _must_be_plain(stat.S_IFMT(os.fstat(opened).st_mode), last=True)
            data = file.read(largest + 1)
            size = os.fstat(opened).st_size
    except OSError as error:
        raise RefusalError(f"cannot be read: {error.strerror}") from error
    if len(data) > largest:
        mine, most = (f"{number / 2**20:.3g}" for number in (size, largest))
        raise RefusalError(f"has {mine} MB, more than {most}: clear its outputs and hand it in again")
    return data


def _must_be_plain(kind: int, last: bool) -> None:
    if kind == stat.S_IFLNK:
        raise RefusalError("is a link, or lies behind one; hand in the file itself")
    if kind != (stat.S_IFREG if last else stat.S_IFDIR):
        raise RefusalError("is no file" if last else "does not lie in a folder")


def files_below(folder: Path) -> list[Path]:
    """Files and links to files below a folder, the nearest first; hidden ones and what systems leave there are not.

    Raises
    ------
    RefusalError
        When a folder cannot be looked into.
    """

    def told(error: OSError) -> None:
        raise RefusalError(f"cannot be looked into: {error.strerror}")

    found: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=told):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        found += [Path(where, name) for name in sorted(names) if not is_hidden(name)]
        if len(found) > MOST_FILES:
            break
    return sorted(found, key=lambda path: len(path.parts))


def is_hidden(name: str) -> bool:
    """Whether a name is a checkpoint's, a system's or an environment's."""
    return name.startswith(".") or name in ("__MACOSX", "__pycache__")
