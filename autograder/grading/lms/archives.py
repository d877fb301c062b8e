"""The files of a download: of a folder or a zip file, and of zip files in them, none of them unpacked to the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from autograder.grading.intake.finding import LARGEST
from autograder.grading.intake.reading.files import files_below, is_hidden, read_file
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.refusal import RefusalError

DEEPEST = 2
"""Zip files that are looked into, one in the other, below the download itself: a platform's, and a student's in it."""
IN_UTF_8 = 0x800
"""Flag of a zip file's entry whose name is in UTF-8; other names come in whatever encoding a system had."""


@dataclass(frozen=True)
class Entry:
    """A file of a download."""

    path: PurePosixPath
    """Where it lies; a zip file counts as a folder."""
    read: Callable[[], bytes]
    """Gives its bytes; raises `RefusalError` where they cannot be had."""


def entries(download: Path) -> Iterator[Entry]:
    """Give the files of a download.

    Raises
    ------
    RefusalError
        When it is neither a folder nor a zip file.
    """
    if download.is_dir():
        for path in files_below(download):
            entry = Entry(
                PurePosixPath(path.relative_to(download).as_posix()), partial(read_file, download, path, LARGEST)
            )
            yield from _within(entry, DEEPEST)
    else:
        yield from _of_zip(lambda: ZipFile(download), PurePosixPath(), DEEPEST)


def _within(entry: Entry, deep: int) -> Iterator[Entry]:
    """The entry itself, or the files in it where it is a zip file. One that cannot be opened is given as it is."""
    if entry.path.suffix.lower() != ".zip" or not deep:
        yield entry
        return
    try:
        yield from list(_of_zip(lambda: ZipFile(BytesIO(entry.read())), entry.path.with_suffix(""), deep - 1))
    except RefusalError:
        yield entry


def _of_zip(opened: Callable[[], ZipFile], folder: PurePosixPath, deep: int) -> Iterator[Entry]:
    """The files in a zip file, and in zip files in it, so many deep."""
    try:
        with opened() as archive:
            found = archive.infolist()
    except (BadZipFile, OSError, NotImplementedError) as error:
        raise RefusalError("is neither a folder nor a zip file") from error
    for info in found:
        parts = [part for part in _name(info).replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if info.is_dir() or not parts or any(map(is_hidden, parts)):
            continue
        entry = Entry(folder.joinpath(*parts), partial(_read, opened, info))
        yield from _within(entry, deep)


def _name(info: ZipInfo) -> str:
    """The name of an entry, also of one that does not say in which encoding it is."""
    return info.filename if info.flag_bits & IN_UTF_8 else as_text(info.filename.encode("cp437", errors="replace"))


def _read(opened: Callable[[], ZipFile], info: ZipInfo) -> bytes:
    try:
        with opened() as archive, archive.open(info) as file:
            data = file.read(LARGEST + 1)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:  # damaged, or with a password
        raise RefusalError("cannot be unpacked: it is damaged or has a password") from error
    if len(data) > LARGEST:
        raise RefusalError(f"has more than {LARGEST // 2**20} MB")
    return data
