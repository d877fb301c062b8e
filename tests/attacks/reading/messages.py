"""Looks into the message queues, semaphores and shared memory of the whole machine.

says: nothing to see
"""

import ctypes

libc = ctypes.CDLL(None)
for key in range(1, 200):
    if libc.shmget(key, 0, 0) != -1 or libc.msgget(key, 0) != -1 or libc.semget(key, 0, 0) != -1:
        print("BREACH: somebody's messages")
for name in ("shm", "msg", "sem"):
    try:
        with open(f"/proc/sysvipc/{name}") as handle:
            if len(handle.readlines()) > 1:
                print("BREACH: a list with entries")
    except OSError:
        pass
print("nothing to see")
