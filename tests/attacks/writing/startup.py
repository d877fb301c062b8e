"""Leaves what Python and IPython run when they start: for the interpreter of the next submission.

twice: yes
says: left
"""

import os
import sys

if os.environ.get("COURSE_ATTACK") or "course_attack_startup" in sys.modules:
    print("BREACH: it has been run")
os.makedirs("/private/.ipython/profile_default/startup", exist_ok=True)
os.makedirs("/private/.local/lib/python3.11/site-packages", exist_ok=True)
for name in (
    ".ipython/profile_default/startup/00.py",
    ".local/lib/python3.11/site-packages/usercustomize.py",
    "sitecustomize.py",
    "numpy.py",
):
    with open(f"/private/{name}", "w") as handle:
        handle.write("import os; os.environ['COURSE_ATTACK'] = 'yes'\n")
os.environ["PYTHONSTARTUP"] = "/private/sitecustomize.py"
print("left")
