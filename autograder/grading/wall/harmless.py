"""What came through the wall, made harmless for those who read it: text is text, a picture is a picture, and both end.

Nothing here is left to a page, a terminal or a file: whoever shows it may take it as it is.
"""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from binascii import Error

from autograder.checks.wire import Data

ACTING = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and movements of a terminal
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # other characters that a terminal acts on
    r"|[\u202a-\u202e\u2066-\u2069]"  # what lets text be read in another order than it has
    r"|[\ud800-\udfff\ufeff\ufffe\uffff]"  # no characters: no file can hold them, or no page
)
WORDS = 2_000
"""Characters of a text within a reply: a finding may tell it."""
PIXELS = 4_000 * 4_000
"""Of the largest picture, whatever its file holds."""


def text(value: object, most: int) -> str:
    """Text without what acts on a terminal or a page, so many characters of it; empty for what is none."""
    return ACTING.sub("", value[:most]) if isinstance(value, str) else ""


def picture(value: object) -> str:
    """The base64 of a PNG file that is one and not too large; else nothing."""
    if not isinstance(value, str):
        return ""
    try:
        content = b64decode("".join(value.split()), validate=True)
    except (Error, ValueError):
        return ""
    if not content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR") or len(content) < 24:
        return ""
    width, height = struct.unpack("!II", content[16:24])
    return "".join(value.split()) if width * height <= PIXELS else ""


def reply(data: Data) -> Data:
    """The reply of a probe, with its texts harmless and short."""
    if isinstance(data, str):
        return text(data, WORDS)
    if isinstance(data, list):
        return [reply(each) for each in data]
    if isinstance(data, dict):
        return {text(name, WORDS): reply(each) for name, each in data.items()}
    return data
