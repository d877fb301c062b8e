"""Walks through everything outside Python and the system, for files of the course that no probe needs.

says: walked
"""

import os
import sys

wanted = {"expected.json", "gradebook.db", "intake.py", "ledger.py", "mistakes.json", "nbgrader_config.py", "_toc.yml"}
system = {"/proc", "/usr", "/lib", "/lib64", "/bin", "/sbin", "/dev", sys.base_prefix}
count = 0
for top, folders, files in os.walk("/"):
    folders[:] = [each for each in folders if os.path.join(top, each) not in system]
    if top.endswith("site-packages"):
        folders[:] = [each for each in folders if each in ("autograder", "chapters", "solutions", "tests")]
    count += len(files)
    here = "" if "lib/python" in top and "autograder" not in top else top
    if here and wanted & set(files):
        print("BREACH:", top, wanted & set(files))
print("walked past", count, "files")
