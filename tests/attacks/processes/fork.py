"""Makes children that sleep, without end.

says: refused
"""

import os
import time

for _ in range(100):
    try:
        if os.fork() == 0:
            time.sleep(1000)
        print("BREACH: a child")
    except OSError as error:
        told = error.strerror
print("refused:", told)
