"""Bytes to text, whatever wrote them: byte-order marks, UTF-16, Latin-1, Chinese Windows, line ends of any kind."""

from __future__ import annotations

import json
import re

CHINESE = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xfe][\xa1-\xfe])*")
"""GB 2312 writes a Chinese character in two bytes, both of them high. In Latin-1 high bytes stand alone, mostly."""


def as_text(data: bytes) -> str:
    """Decode the bytes of a text file; what cannot be read becomes a replacement character."""
    encoding: str = json.detect_encoding(data)  # looks for a mark, then for where zeros lie
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-8"):
            encoding = "gb18030" if CHINESE.fullmatch(data) else "cp1252"
        text = data.decode(encoding, errors="replace")
    return with_plain_lines(text)


def with_plain_lines(text: str) -> str:
    """The text with a line feed at the end of each line, and only with characters that can be written again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text.encode("utf-8", errors="replace").decode("utf-8")  # half a surrogate pair cannot be
