"""Makes links in its folder that lead to files of the host, for whoever comes to collect the folder.

says: linked
"""

import os

for number, target in enumerate(
    ("/etc/shadow", "/root/.ssh/id_rsa", "/proc/1/environ", "/dev/zero", "../../../etc/passwd")
):
    os.symlink(target, f"/private/link-{number}")
    try:
        with open(f"/private/link-{number}", "rb") as handle:
            if b":0:0:" in handle.read(1000):
                print("BREACH:", target)
    except OSError:
        pass
try:
    os.link("/kit/autograder/checks/wire.py", "/private/wire.py")
    print("BREACH: a hard link")
except OSError:
    print("linked")
