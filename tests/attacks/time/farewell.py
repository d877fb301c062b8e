"""Has its say when the interpreter ends: exit functions and destructors that never come to an end.

says: until later
"""

import atexit
import os
import threading
import time


class Late:
    def __del__(self):
        time.sleep(1000)


kept = Late()
atexit.register(time.sleep, 1000)
threading._register_atexit(time.sleep, 1000)
os._exit = lambda code: time.sleep(1000)
print("until later")
