"""Plants code in NumPy, in Python's own modules and in the course, for the next one who imports them.

says: refused
"""

import json

import numpy

for path in (numpy.__file__, json.__file__, "/kit/autograder/checks/wire.py"):
    try:
        with open(path, "a") as handle:
            handle.write("\n")
        print("BREACH:", path)
    except OSError as error:
        print("refused:", error.strerror)
