"""Runs commands of the shell, by the notebook's own words for it and by the C library.

says: 4 refused
"""

import ctypes
import os

refused = 0
for run in (
    lambda: os.system("echo here"),
    lambda: get_ipython().system("echo here"),
    lambda: ctypes.CDLL(None).system(b"true"),
    lambda: get_ipython().run_cell_magic("bash", "", "true"),
):
    try:
        if run() == 0:
            print("BREACH: a shell")
        refused += 1
    except OSError:
        refused += 1
print(refused, "refused")
