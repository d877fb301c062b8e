"""Starts threads with a large stack each, as if only the first one had a limit.

says: refused after
"""

import threading

ended, count = threading.Event(), 0
threading.stack_size(2**28)
try:
    while count < 25:
        threading.Thread(target=ended.wait, daemon=True).start()
        count += 1
    print("BREACH: 6 GB")
except (RuntimeError, MemoryError):
    print("refused after", count)
ended.set()
