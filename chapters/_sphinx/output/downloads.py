"""What the site hands out, below its `downloads/`: the notebooks as students get them, their bundle and its wheel.

Once they are made (`make pdf`), it offers the printed edition and the site as a zip, too, where a page has

    :::{offered}
    :::
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from chapters._sphinx.built import pages

FOLDERS = ("release", "bundle", "printed")
"""Beside the site, made by `course release` and `course print`; a book without notebooks has none."""
BOOK, SITE = "deep-learning-by-hand.pdf", "deep-learning-by-hand-site.zip"
OFFERS = {
    BOOK: '<a href="downloads/{name}">The whole book on paper</a> (PDF, {size} MB) has the figures at telling settings,'
    " and the answers at the end.",
    SITE: '<a href="downloads/{name}" download>The whole site</a> (zip, {size} MB) is for a room without a network:'
    " unpack it and open <code>index.html</code>.",
}
_PLACE = re.compile(r'(<p class="offered">).*?(</p>)', re.DOTALL)


class Offered(SphinxDirective):
    """The directive `offered`: the place of the offers, empty until there is something to offer."""

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        return [nodes.raw("", '<p class="offered"></p>', format="html")]


def offer(site: Path) -> None:
    """Write on the pages at the top of a site what of `OFFERS` is there."""
    files = [site / "downloads" / name for name in OFFERS]
    text = " ".join(
        OFFERS[file.name].format(name=file.name, size=round(file.stat().st_size / 1e6))
        for file in files
        if file.exists()
    )
    for page in pages(site):
        before = page.read_text(encoding="utf-8") if page.parent == site else ""
        after = _PLACE.sub(rf"\1{text}\2", before)
        if after != before:
            page.write_text(after, encoding="utf-8")


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    target = Path(app.outdir) / "downloads"
    shutil.rmtree(target, ignore_errors=True)
    for folder in FOLDERS:
        for path in sorted((Path(app.outdir).parent / folder).glob("*.*")):
            target.mkdir(exist_ok=True)
            shutil.copy2(path, target)
    offer(Path(app.outdir))


def setup(app: Sphinx) -> None:
    """Register the directive, and connect to the end of the build."""
    app.add_directive("offered", Offered)
    app.connect("build-finished", _copy)
