"""What the build has written."""

from __future__ import annotations

from pathlib import Path

NOT_OURS = ("_static", "bench")
"""Folders of the site whose pages other programs have made: the theme's templates, JupyterLite."""


def pages(folder: Path) -> list[Path]:
    """Return the pages of the book in the site's folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*.html") if path.relative_to(folder).parts[0] not in NOT_OURS)
