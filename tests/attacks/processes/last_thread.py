"""Leaves a thread that works on when the notebook is at its end, deaf to the end of its parent.

says: started
"""

import ctypes
import signal
import threading

ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)


def work():
    while True:
        pass


threading.Thread(target=work, daemon=False).start()
print("started")
