"""Answers with brackets in brackets, a million deep, and with as many as just can be read.

costs: all
"""

import os

for depth in (1_000_000, 900, 330):
    content = b"[" * depth + b"]" * depth
    os.write(3, len(content).to_bytes(8, "big") + content)
    content = b'{"outputs":' * depth + b"1" + b"}" * depth
    os.write(3, len(content).to_bytes(8, "big") + content)
