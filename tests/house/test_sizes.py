"""Rooms and files stay small enough to take in at a glance."""

import subprocess
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CODE = {".css", ".html", ".js", ".py"}
LINES, MODULES = 300, 15
LONG = ("solutions/", "tests/mistakes/")
"""Notebooks as percent scripts, and catalogues of mistakes: as long as what they hold."""

FILES = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split()


def test_no_file_of_code_is_longer_than_300_lines():
    code = [name for name in FILES if Path(name).suffix in CODE and not name.startswith(LONG)]
    lengths = {name: len((REPOSITORY / name).read_text(encoding="utf-8").splitlines()) for name in code}
    assert len(lengths) > 300
    assert {name: length for name, length in lengths.items() if length > LINES and ".min." not in name} == {}


def test_no_package_has_more_than_fifteen_modules():
    modules = [Path(name) for name in FILES if name.endswith(".py") and Path(name).name != "__init__.py"]
    counts = Counter(str(module.parent) for module in modules)
    assert {folder: count for folder, count in counts.items() if count > MODULES} == {}
