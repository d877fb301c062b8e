"""Writes files that it has removed already: no folder lists them, and they take their room all the same.

says: full after
"""

kept, total = [], 0
import os

try:
    while len(kept) < 50:
        kept.append(open("/private/gone", "wb", buffering=0))
        os.unlink("/private/gone")
        for _ in range(16):
            total += kept[-1].write(bytes(2**20))
except OSError as error:
    print("full after", total // 2**20, error.strerror)
if total > 65 * 2**20:
    print("BREACH:", total)
