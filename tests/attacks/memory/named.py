"""Makes memory that has a name and belongs to no process: files in memory, shared segments, queues.

says: 5 refused
"""

import ctypes
import os

libc, refused = ctypes.CDLL(None, use_errno=True), 0
for made in (
    lambda: os.memfd_create("course-attack"),
    lambda: libc.shmget(0, 2**30, 0o1600),
    lambda: libc.msgget(0, 0o1600),
    lambda: libc.semget(0, 10, 0o1600),
    lambda: ctypes.CDLL("librt.so.1").mq_open(b"/course-attack", os.O_CREAT | os.O_RDWR, 0o600, None),
):
    try:
        if made() != -1:
            print("BREACH: made")
        else:
            refused += 1
    except OSError:
        refused += 1
print(refused, "refused")
