"""Starts thousands of threads with hardly any stack: no limit of memory sees them.

costs:
says: This cell ended the process that ran it
"""

import threading
import time

ended = threading.Event()
threading.stack_size(32_768)
for _ in range(20_000):
    threading.Thread(target=ended.wait, daemon=True).start()
time.sleep(1)
print("BREACH: 20,000 threads")
