"""Answers with ten million empty lists: 30 MB on the way, and a gigabyte when they are read.

costs: all
seconds: 10
"""

import os

content = b"[" + b"[]," * 10_000_000 + b"[]]"
for piece in (len(content).to_bytes(8, "big"), content):
    while piece:
        piece = piece[os.write(3, piece) :]
