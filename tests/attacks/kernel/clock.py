"""Sets the machine's clock and its name.

says: 4 refused
"""

import ctypes
import socket
import time

refused = 0
for change in (
    lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
    lambda: socket.sethostname("attack"),
    lambda: ctypes.CDLL(None).setdomainname(b"attack", 6) == 0 or 1 / 0,
    lambda: ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) >= 0 or 1 / 0,
):
    try:
        change()
        print("BREACH: changed")
    except (OSError, ZeroDivisionError):
        refused += 1
print(refused, "refused")
