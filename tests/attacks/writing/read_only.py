"""Writes a file into every folder that there is near the root, the environment and the course.

says: written nowhere
"""

import os
import sys

import numpy

places = [
    "/",
    "/usr",
    "/usr/lib",
    "/etc",
    "/tmp",
    "/dev",
    "/dev/shm",
    "/kit",
    "/kit/autograder",
    "/root",
    "/var",
    "/run",
]
places += [
    sys.prefix,
    sys.base_prefix,
    os.path.dirname(numpy.__file__),
    os.path.dirname(sys.prefix),
    "/proc",
    "/proc/1",
]
written = []
for place in places:
    try:
        with open(os.path.join(place, "course-attack"), "w"):
            written.append(place)
    except OSError:
        pass
print("BREACH:" if written else "written nowhere", written)
