"""Leaves files wherever it can, and looks for those of the submission before.

twice: yes
says: left
"""

import os

left = 0
for folder in ("/private", "/tmp", "/dev/shm", "/var/tmp", "/run", "/kit", os.environ["HOME"], os.environ["TMPDIR"]):
    path = os.path.join(folder, "course-attack-left")
    if os.path.exists(path) and left == 0:
        print("BREACH: the submission before has left", path)
    try:
        with open(path, "w") as handle:
            handle.write("my answers")
        left += 1
    except OSError:
        pass
print("left", left)
