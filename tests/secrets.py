"""What must never leave the instructor's machine, and how to look for it in what does.

A secret is a line of an answer, of a hidden test or of a mark scheme that no released notebook shows anyway. Lines are
compared without white space, tags and escapes, so that highlighting or another indentation hides nothing.
"""

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import solutions
from autograder.publishing.release import chapters, release_notebook, source_notebook

REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.DOTALL)
SHORTEST = 16
"""Shorter lines, such as `return gradient`, say nothing: they stand in every program."""

TEXT = {".html", ".ipynb", ".js", ".json", ".md", ".py", ".txt", ".xml"}


def squeeze(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


@cache
def secrets(chapter: str) -> set[str]:
    """The secret lines of a chapter, squeezed, and the seed of the hidden cases."""
    shown = _shown()
    regions = [match[2] for cell in source_notebook(chapter).cells for match in REGION.finditer(cell.source)]
    lines = {squeeze(line) for region in regions for line in region.splitlines()}
    return {line for line in lines if len(line) >= SHORTEST and line not in shown} | {str(solutions.HIDDEN_SEED)}


@cache
def _shown() -> str:
    """What the released notebooks show, all chapters': a line that stands there is no secret."""
    return squeeze("".join(cell.source for chapter in chapters() for cell in release_notebook(chapter).cells))


def leaks(chapter: str, content: str) -> list[str]:
    """The secrets that a text gives away."""
    plain = squeeze(html.unescape(re.sub(r"<[^>]*>", "", content)))
    return sorted(secret for secret in secrets(chapter) if secret in plain)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and content of every text file in a folder, looking into zips and wheels; notebooks as their cells' text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _texts(path.relative_to(folder).as_posix(), path.read_bytes())


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    suffix = Path(name).suffix
    if suffix in {".zip", ".whl"}:
        with ZipFile(BytesIO(content)) as archive:
            for inside in archive.namelist():
                yield from _texts(f"{name}/{inside}", archive.read(inside))
    elif suffix == ".ipynb":
        yield name, json.dumps(json.loads(content), ensure_ascii=False).replace("\\n", "\n").replace('\\"', '"')
    elif suffix in TEXT:
        yield name, content.decode(errors="replace")
