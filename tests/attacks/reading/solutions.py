"""Looks for the solutions, by import and in the folder that the environment lies in.

says: looked
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import solutions.backward

if getattr(solutions.backward, "__file__", None) or getattr(find_spec("solutions"), "origin", None):
    print("BREACH: the solutions can be imported")
around = Path(sys.prefix).parent
beside = sorted(path.name for path in around.iterdir()) if around.is_dir() else []
if {"solutions", "tests", ".git", "autograder"} & set(beside):
    print("BREACH:", beside)
print("looked at", beside)
