"""Pages are read side by side, as many at once as there are processors: their figures take most of a build's time.

Sphinx cuts the list of pages into a few long pieces and hands each to a process. So the pages with figures are dealt
out to the first pieces, one for each process, and nobody waits long for the last one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.parallel import make_chunks


def dealt(pages: list[str], weights: Mapping[str, int], processes: int) -> list[str]:
    """Return the pages in an order in which all processes get about the same weight."""
    sizes = [len(piece) for piece in make_chunks(pages, processes)[:processes]]
    pieces: list[list[str]] = [[] for _ in sizes]
    left: list[str] = []
    for page in sorted(pages, key=weights.__getitem__, reverse=True):
        open_ones = [piece for piece, size in zip(pieces, sizes, strict=True) if len(piece) < size]
        least = min(open_ones, key=lambda piece: sum(map(weights.__getitem__, piece)), default=left)
        least.append(page)
    return [*chain(*pieces), *left]


def _deal(app: Sphinx, environment: Any, pages: list[str]) -> None:
    texts = {page: Path(environment.doc2path(page)).read_text(encoding="utf-8") for page in pages}
    pages[:] = dealt(pages, {page: text.count("explore(") for page, text in texts.items()}, app.parallel)
    # Processes that find no cache of results would each make one at the same time; asked for its contents, it is there.
    get_cache(environment.mystnb_config.execution_cache_path).list_cache_records()


def _allow(app: Sphinx, config: Config) -> None:
    """Answer for Jupyter Book's extensions that do not say so themselves: they act before or after pages are read."""
    for name in ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering"):
        app.extensions[name].parallel_read_safe = True


def _tell(app: Sphinx, page: str, content: list[str]) -> None:
    """Say at once which page is read; Sphinx tells of pages that are read side by side only when all are done."""
    print(f"reading page {page}", flush=True)  # noqa: T201


def setup(app: Sphinx) -> None:
    """Set the number of processes, for which Jupyter Book has no option, and connect to the reading of pages."""
    app.parallel = os.cpu_count() or 1
    app.connect("config-inited", _allow)
    app.connect("env-before-read-docs", _deal)
    app.connect("source-read", _tell)
