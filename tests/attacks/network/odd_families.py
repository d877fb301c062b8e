"""Opens sockets of the families that nobody thinks of, by `socket` and by `socketpair`.

says: opened nothing
"""

import ctypes

libc, pair = ctypes.CDLL(None), (ctypes.c_int * 2)()
for family in range(2, 46):
    for kind in (1, 2, 3, 5):
        if libc.socket(family, kind, 0) >= 0 or libc.socketpair(family, kind, 0, pair) == 0:
            print("BREACH:", family, kind)
print("opened nothing")
