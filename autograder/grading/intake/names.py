"""Students' names as they are, and what stands for them in paths and in the gradebook.

A plain name stands for itself. Of any other, each character that is not plain is written as `~` with its number, as in
web addresses: "Ana María" is `Ana~20Mar~C3~ADa`. The name can be had back from that, and it is in the gradebook too.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

LONGEST = 240
"""Bytes: what a file system takes for a name, less what is put behind it."""


def student_id(name: str) -> str:
    """What stands for a student's name; the same for an accent on a letter and a letter with its accent."""
    written = quote(unicodedata.normalize("NFC", name), safe="@", errors="surrogateescape").replace("~", "%7E")
    if written.startswith("-"):  # a program would take it for an option
        written = "%2D" + written[1:]
    return written.replace("%", "~")


def student_name(student: str) -> str:
    """The name that an identifier stands for."""
    return unquote(student.replace("~", "%"), errors="replace")


def last_and_first(name: str) -> tuple[str, str]:
    """A name as nbgrader shows it, which it does only where there are both parts, and without escaping either."""
    plain = re.sub(r"[<>&\"]", "", unicodedata.normalize("NFC", name)).strip()
    last, comma, first = plain.partition(",")
    if not comma:
        first, _, last = plain.rpartition(" ")
    return last.strip(), first.strip() or "–"
