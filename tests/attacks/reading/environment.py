"""Looks for the instructor's environment: in its own, and in that of the first process.

says: looked
"""

import os
from pathlib import Path

text = str(dict(os.environ))
for path in Path("/proc").glob("*/environ"):
    text += path.read_text(errors="replace")
print("looked at", len(text), "characters")
if "COURSE_PASSWORD" in text or "sword" + "fish" in text:
    print("BREACH: the instructor's environment")
