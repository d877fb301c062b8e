"""Print a document by Chromium, until the numbers of the pages that it refers to are right, and make the file small."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from autograder.errors import CourseError
from autograder.publishing.printing.packing import pack_pictures

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PASSES = 4
PATIENCE = 1800
"""Seconds that one printing may take: half a minute where the machine has nothing else to do."""
DATE = "D:20260101000000Z"
"""Date of every edition: the same input gives the same book."""
_PAGE_OF = re.compile(r'(<span class="page-of" data-page-of="([^"]+)">)[^<]*')


def browser() -> str | None:
    """Return the path of Chromium or of one of its kin."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def letters(language: str) -> bool:
    """Whether the machine has a font for a language, as far as fontconfig tells."""
    program = shutil.which("fc-list")
    if program is None or not Path(program).exists():
        return False
    return bool(subprocess.run([program, f":lang={language}"], capture_output=True, check=False).stdout)


def print_book(document: str, folder: Path, output: Path, title: str, author: str, tell: Callable[[str], None]) -> int:
    """Print an HTML document whose addresses are relative to `folder`; return its number of pages.

    Raises
    ------
    CourseError
        When there is no browser, when it does not print, or when the numbers of pages do not settle.
    """
    found = browser()
    if found is None:
        raise CourseError("Chromium prints the book, and is not installed; on Debian: apt install chromium")
    page, numbers = folder / "printed.html", dict[str, int]()
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        for turn in range(1, PASSES + 1):
            page.write_text(number(document, numbers), encoding="utf-8")
            _print(found, page, output)
            with pikepdf.open(output) as book:
                before, numbers, count = numbers, places(book), len(book.pages)
            tell(f"printing {turn}: {count} pages")
            if numbers == before:
                break
        else:
            raise CourseError(f"the pages of the book still move after {PASSES} printings")
    finally:
        page.unlink(missing_ok=True)
    _finish(output, title, author)
    return count


def number(document: str, numbers: dict[str, int]) -> str:
    """Put the number of its page behind each link to a place; nothing where it is not known yet."""
    return _PAGE_OF.sub(lambda found: f"{found[1]}{numbers.get(found[2], '')}", document)


def places(book: pikepdf.Pdf) -> dict[str, int]:
    """Return the page of each named place of a book, counted from 1."""
    at = {page.obj.objgen: count for count, page in enumerate(book.pages, start=1)}
    return {name.lstrip("/"): at[place[0].objgen] for name, place in book.Root.get("/Dests", {}).items()}


def _print(program: str, page: Path, output: Path) -> None:
    with TemporaryDirectory(prefix="printing-") as profile:
        command = [program, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        command += ["--generate-pdf-document-outline", f"--print-to-pdf={output}", page.as_uri()]
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium's own does not start for root; the pages are ours
        output.unlink(missing_ok=True)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise CourseError(f"{program} has not printed the book within {PATIENCE} seconds") from None
    if not output.exists():
        raise CourseError(f"{program} does not print the book: {done.stderr.strip().splitlines()[-1:]}")


def _finish(path: Path, title: str, author: str) -> None:
    """Name title and author, mend the outline, pack pictures, and the many small objects of a tagged book together."""
    with pikepdf.open(path, allow_overwriting_input=True) as book:
        with book.open_outline() as outline:
            _mend(outline.root)
        told = pikepdf.Dictionary(Title=title, Author=author, CreationDate=DATE, ModDate=DATE)
        book.docinfo = book.make_indirect(told)
        pack_pictures(book)
        book.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def _mend(items: list[pikepdf.OutlineItem]) -> None:
    for item in items:
        item.title = once(item.title)
        _mend(item.children)


def once(title: str) -> str:
    """Return a title without its repetition: Chromium tells a heading twice when it has moved it to the next page."""
    half = len(title) // 2
    return title[:half] if title[:half] == title[half:] else title
