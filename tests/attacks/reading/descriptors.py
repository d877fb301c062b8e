"""Uses what it has inherited: open files, sockets and pipes of those who made it.

says: one line to the judge
"""

import os
import stat

sockets = 0
for number in range(1024):
    try:
        kind, name = os.fstat(number).st_mode, os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    sockets += stat.S_ISSOCK(kind)
    if not stat.S_ISSOCK(kind) and name != "/dev/null":
        print("BREACH:", number, name)
print("one line to the judge" if sockets == 1 else f"BREACH: {sockets} sockets")
