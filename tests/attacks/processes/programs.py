"""Starts programs in all the ways that Python has for it.

says: 5 refused
"""

import multiprocessing
import os
import subprocess

refused = 0
for start in (
    lambda: subprocess.run(["/bin/sleep", "1000"]),
    lambda: os.posix_spawn("/bin/sleep", ["sleep", "1000"], {}),
    lambda: os.execv("/bin/sleep", ["sleep", "1000"]),
    lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    lambda: multiprocessing.get_context("fork").Process(target=print).start(),
):
    try:
        start()
        print("BREACH: started")
    except OSError:
        refused += 1
print(refused, "refused")
