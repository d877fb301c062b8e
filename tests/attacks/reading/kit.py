"""Reads every file of the course that is there, for answers, hidden tests and expected values.

says: read
"""

from pathlib import Path

text = {path: path.read_text() for path in Path("/kit").rglob("*") if path.suffix in (".py", ".json", ".ipynb")}
for path, words in text.items():
    for word in ("BEGIN " + "SOLUTION", "BEGIN " + "HIDDEN", "HIDDEN" + "_SEED =", '__array__": "'):
        if word in words:
            print("BREACH:", path, word)
    if path.name in ("expected.json", "mistakes.json", "release.py", "sample.py"):
        print("BREACH:", path)
print("read", len(text))
