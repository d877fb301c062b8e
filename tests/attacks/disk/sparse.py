"""Makes files that are large and hold nothing, and asks for room without writing.

says: 3 refused
"""

import os

handle, refused = os.open("/private/sparse", os.O_RDWR | os.O_CREAT), 0
for asked in (
    lambda: os.ftruncate(handle, 2**42),
    lambda: os.pwrite(handle, b"x", 2**40),
    lambda: os.posix_fallocate(handle, 0, 2**30),
):
    try:
        asked()
        print("BREACH: large")
    except OSError:
        refused += 1
print(refused, "refused")
