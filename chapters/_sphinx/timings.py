"""Where a build's time goes, written beside the site as `timings.json`: its phases, and what each page took to run.

With each page stands what its figures show that cannot be read (`crowded`).
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx

from chapters._sphinx.directives.explorables import explorable

PHASES = (
    # What ends with the event, the event, its listeners' priority: before all others, or behind them.
    ("settings", "builder-inited", 999),
    ("reading pages, their cells", "env-updated", 999),
    ("checking references", "write-started", 0),
    ("writing pages", "build-finished", 0),
    ("style sheet, previews, downloads", "build-finished", 999),
)


def _count_frames(app: Sphinx, doctree: nodes.document) -> None:
    shown = list(doctree.findall(explorable))
    contents = [node["content"] for node in shown]
    films = [film for content in contents for film in (content, content.get("narrow")) if film]
    app.env.metadata[app.env.docname]["frames"] = {
        "frames": sum(len(frame) for film in films for theme in film["frames"].values() for frame in theme),
        "drawing": sum(node["seconds"] for node in shown),
        "crowded": [fault for content in contents for fault in content["crowded"]],
    }


def _write(app: Sphinx, phases: dict[str, float]) -> None:
    pages = {}
    for name, metadata in sorted(app.env.metadata.items()):
        if metadata.get("frames", {}).get("frames"):
            ran = NbMetadataCollector.get_exec_data(app.env, name)
            pages[name] = {"cells": (ran or {}).get("runtime") or 0.0, **metadata["frames"]}
    path = Path(app.outdir).parent / "timings.json"
    path.write_text(json.dumps({"phases": phases, "pages": pages}, indent=1), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Stop the time at the end of each phase."""
    phases: dict[str, float] = {}
    last = time.monotonic()

    def stop(phase: str) -> None:
        nonlocal last
        now = time.monotonic()
        phases[phase], last = round(now - last, 2), now

    def ends(phase: str) -> Any:
        return lambda app, *_: stop(phase)

    app.connect("doctree-read", _count_frames)
    for phase, event, priority in PHASES:
        app.connect(event, ends(phase), priority)
    app.connect("build-finished", lambda app, exception: None if exception else _write(app, phases), priority=1000)
