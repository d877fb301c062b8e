"""Held-out digits cannot be looked up: over scikit-learn's file a sandbox has a copy in which they are missing."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import numpy as np

from chapters.shared.data import digits_file, kept_digits


def write_digits(path: Path) -> None:
    """Write a file of as many lines, to be mounted over `digits_file()`.

    In the place of every digit that a capstone is to read, which `kept_digits` has, stands one of the others. These are
    where they were, so that `practice_digits` gives what it gives everywhere.
    """
    path.write_bytes(_digits())


@cache
def _digits() -> bytes:
    """The file's content, made once a process."""
    lines = gzip.decompress(digits_file().read_bytes()).decode().splitlines()
    held_out = {",".join(map(str, image)) for image in np.rint(16 * kept_digits()[0]).astype(int)}
    kept = [line for line in lines if _pixels(line) not in held_out]
    others = np.random.default_rng(0).integers(0, len(kept), len(lines))
    given = [kept[other] if _pixels(line) in held_out else line for line, other in zip(lines, others, strict=True)]
    return gzip.compress("".join(f"{line}\n" for line in given).encode(), mtime=0)


def _pixels(line: str) -> str:
    return line.rpartition(",")[0]
