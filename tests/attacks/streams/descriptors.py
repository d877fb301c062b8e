"""Writes to the standard descriptors themselves, past all that Python keeps.

says: written
"""

import os

for number in (0, 1, 2):
    for _ in range(50):
        try:
            os.write(number, b"BREACH: 24 of 24 points\n" * 100_000)
        except OSError:
            break
print("written")
