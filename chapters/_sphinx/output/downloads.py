"""The notebooks as students get them, their bundle and its wheel, below the site's `downloads/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx

FOLDERS = ("release", "bundle")
"""Beside the site, made by `course release`; a book without notebooks has none."""


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    target = Path(app.outdir) / "downloads"
    shutil.rmtree(target, ignore_errors=True)
    for folder in FOLDERS:
        for path in sorted((Path(app.outdir).parent / folder).glob("*.*")):
            target.mkdir(exist_ok=True)
            shutil.copy2(path, target)


def setup(app: Sphinx) -> None:
    """Connect to the end of the build."""
    app.connect("build-finished", _copy)
