"""Makes a device of its own for the machine's disk, and reads it.

says: refused
"""

import os
import stat

for place in ("/private/disk", "/dev/disk"):
    for device in (os.makedev(8, 0), os.makedev(254, 0), os.makedev(1, 1)):
        try:
            os.mknod(place, 0o600 | stat.S_IFBLK, device)
            print("BREACH:", place)
        except OSError as error:
            print("refused:", error.strerror)
