"""Fills as many pipes as it can get, each made as large as the kernel lets it.

says: full after
"""

import fcntl
import os

total, count = 0, 0
try:
    while count < 2000:
        out, into = os.pipe()
        try:
            fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, 2**20)
        except OSError:
            pass
        os.set_blocking(into, False)
        try:
            while total < 2**30:
                total += os.write(into, bytes(2**16))
        except BlockingIOError:
            count += 1
except OSError:
    pass
print("full after", count)
if total > 100 * 2**20:
    print("BREACH:", total)
