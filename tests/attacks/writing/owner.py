"""Changes mode, owner and times of what is not its own: folders, Python, and the machine's devices.

says: 24 refused
"""

import os
import sys

refused = 0
for path in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/pts", "/usr", "/kit", sys.prefix, "/proc"):
    status = os.stat(path)
    for change in (
        lambda: os.chmod(path, status.st_mode & 0o7777),
        lambda: os.utime(path, (status.st_atime, status.st_mtime)),
        lambda: os.chown(path, status.st_uid, status.st_gid),
    ):
        try:
            change()
            print("BREACH:", path)
        except OSError:
            refused += 1
print(refused, "refused")
