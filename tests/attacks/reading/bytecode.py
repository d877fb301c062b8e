"""Takes the compiled modules of the course apart: for the hidden seed, for tasks, for expected values.

says: took apart
"""

import marshal
from pathlib import Path


def constants(code):
    for each in code.co_consts:
        yield from constants(each) if hasattr(each, "co_consts") else (each,)


count = 0
for path in Path("/kit").rglob("*.pyc"):
    found = list(constants(marshal.loads(path.read_bytes()[16:])))
    count += 1
    if 20417 in [each for each in found if type(each) is int]:
        print("BREACH: the seed, in", path)
    if path.parts[-2] != "__pycache__":
        print("BREACH: an odd place", path)
print("took apart", count)
