"""Hangs attributes on files: they are kept in the kernel's memory, beside the files.

says: hung
"""

import os

total = 0
try:
    for number in range(900):
        open(f"/private/{number}", "w").close()
        for each in range(50):
            for kind in ("user", "trusted", "security"):
                try:
                    os.setxattr(f"/private/{number}", f"{kind}.{each}", bytes(60_000))
                    total += 60_000
                except OSError:
                    pass
            if total == 0:
                break
        if total == 0 or total > 2**27:
            break
except OSError:
    pass
print("hung", total)
if total > 65 * 2**20:
    print("BREACH:", total)
