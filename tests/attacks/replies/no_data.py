"""Answers with what is no text, no JSON, and no end of either.

place: last
costs: all
"""

import os

for content in (b"\xff\xfe\x00", b"{", b"", b"nul", b"[NaN", b'{"a": 1} {"b": 2}', b"[1,]", b"'a'", b"\x00" * 100):
    os.write(3, len(content).to_bytes(8, "big") + content)
