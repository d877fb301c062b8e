"""As root: makes a folder of the environment writable, by a new mount over it and by changing the old one.

says: 4 refused
"""

import ctypes
import sys

libc, refused = ctypes.CDLL(None), 0
for path in ("/kit", "/usr", sys.prefix, "/dev"):
    for flags in (32, 32 | 4096, 4096):
        if libc.mount(path.encode(), path.encode(), None, flags, None) == 0:
            print("BREACH:", path, flags)
    refused += 1
print(refused, "refused")
