"""What other programs read of a page: its description, its one address, the site's map, the card that a link shows.

Addresses must be absolute, so they need to know where the site will be: the environment variable `COURSE_ADDRESS`, such
as `https://example.org/course/`. A site that is built without it has descriptions only.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from docutils import nodes
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.config import Config

from chapters.shared import style

CARD = "_static/card.png"
WRITTEN = {
    "genindex": "All terms, symbols and functions of the course, with the pages that explain or use them.",
    "search": "Search the course: chapters, notebooks, glossary and reference, also by other names of a term.",
}
"""Descriptions of pages that Sphinx writes, which have no text to take one from."""
_LAYERS = ((8.3, 2), (9.7, 4), (11.1, 2))  # where each layer stands, and how many units it has
_SIZE = (12.0, 6.3)  # inches at 100 dots each: what the networks ask for


def draw_card(title: str, line: str) -> Figure:
    """Draw the card: the mark, the book's title, and a small network, signals forward in blue, backward in orange."""
    figure = Figure(figsize=_SIZE, dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 12), ylim=(0, 6.3))
    axes.axis("off")
    columns = [[(x, 3.15 + 1.15 * (k - (count - 1) / 2)) for k in range(count)] for x, count in _LAYERS]
    for left, right in pairwise(columns):
        for start in left:
            for end in right:
                axes.plot(*zip(start, end, strict=True), color=style.COLOURS["forward"], linewidth=1.5, zorder=1)
        axes.annotate(
            "",
            (left[0][0] + 0.25, 0.75),
            (right[0][0] - 0.25, 0.75),
            arrowprops={"arrowstyle": "-|>", "color": style.COLOURS["backward"], "linewidth": 3, "linestyle": "--"},
        )
    paper, ink = style.COLOURS["paper"], style.COLOURS["ink"]
    for place in chain.from_iterable(columns):
        axes.plot(*place, "o", markersize=30, color=paper, markeredgecolor=ink, zorder=2)
    for role, ends, height in (("forward", (0.75, 1.55), 5.35), ("backward", (1.55, 0.75), 4.95)):
        head = {"arrowstyle": "->,head_width=0.4,head_length=0.4", "mutation_scale": 40}
        arrow = {**head, "color": style.COLOURS[role], "linewidth": 5, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (ends[1], height), (ends[0], height), arrowprops=arrow)
    axes.text(0.7, 3.5, title.replace(" by ", "\nby "), fontsize=44, fontweight="bold", va="center", linespacing=1.3)
    axes.text(0.7, 1.7, line, fontsize=21, color=style.COLOURS["muted"], va="center")
    return figure


def _configure(app: Sphinx, config: Config) -> None:
    address = os.environ.get("COURSE_ADDRESS", "")
    config.project = config.ogp_site_name = config.html_title
    config.html_theme_options["extra_footer"] = f"Version {version('deep-learning-by-hand')}"
    config.ogp_social_cards = {"enable": False}  # one card for all pages; theirs take a second each
    if not address:
        return
    config.html_baseurl = config.ogp_site_url = address.rstrip("/") + "/"
    config.ogp_image, config.ogp_image_alt = CARD, f"{config.project}: a small network"
    config.sitemap_url_scheme = "{link}"
    config.sitemap_excludes = ["search.html", "genindex.html", "404.html"]


def _describe(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if page in WRITTEN:
        context["metatags"] = f'{context.get("metatags", "")}<meta name="description" content="{WRITTEN[page]}">'


def _write_card(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir) / CARD
    if exception or app.builder.format != "html" or not app.config.html_baseurl:
        return
    with style.theme("light"):
        draw_card(app.config.project, "How a neural network learns, by writing one").savefig(path)


def setup(app: Sphinx) -> None:
    """Load the two extensions that write descriptions and the map."""
    app.setup_extension("sphinxext.opengraph")
    if os.environ.get("COURSE_ADDRESS"):
        app.setup_extension("sphinx_sitemap")
    app.connect("config-inited", _configure, priority=400)
    app.connect("html-page-context", _describe)
    app.connect("build-finished", _write_card)
