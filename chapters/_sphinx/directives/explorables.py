"""Frozen explorables on a page: frames in files of their own, and one custom element that moves through them.

`chapters.shared.explore` leaves a notebook output with all frames. This module takes it up (myst-nb finds
`FrozenRenderer` by the entry point in `pyproject.toml`), writes the frames below the site's `_frames/`, in
a folder named after their content, and puts the first one on the page as a plain picture in both themes.
`static/explorable.js` loads the others when a reader first touches a control.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.built import pages
from chapters._sphinx.output.spaces import tie
from chapters.shared.freezing import MIME
from chapters.shared.style import THEMES

FRAMES = "_frames"
PHONE = "screen and (max-width: 480px)"  # what has the frames drawn for phones


class explorable(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The content of a frozen explorable; `content` is what `chapters.shared.explore` made, in so many `seconds`."""

    def astext(self) -> str:
        """Return what is seen at first, for search and for builders without pictures."""
        return " ".join(self["content"]["texts"][self["content"]["start"]])


class FrozenRenderer:
    """myst-nb's plugin for the output type of frozen explorables."""

    mime_priority_overrides: ClassVar = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: int) -> list[nodes.Element] | None:
        """Return the node for an output of our type, None for any other."""
        if inline or data.mime_type != MIME:
            return None
        return [explorable("", content=data.content, **data.output_metadata[MIME])]


def write_frames(content: dict[str, Any], folder: Path) -> str:
    """Write the frames below `folder` unless they are there, and return the name of their own folder."""
    frames = {
        _file(content, index, panel, theme, width): data
        for width, pictures in (("", content), (".narrow", content.get("narrow")))
        if pictures
        for theme in THEMES
        for index, panels in enumerate(pictures["frames"][theme])
        for panel, data in enumerate(panels)
    }
    name = hashlib.sha256(json.dumps(frames, sort_keys=True).encode()).hexdigest()[:12]
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    for file, data in frames.items():
        if not (target / file).exists():
            (target / file).write_bytes(base64.b64decode(data))
    return name


def _file(content: dict[str, Any], index: int, panel: int, theme: str, width: str = "") -> str:
    """Return the name of a frame's file; `static/explorable.js` makes the same one."""
    place = f"{index}" if len(content["sizes"]) == 1 else f"{index}.{panel}"
    return f"{place}.{theme}{width}.{content['format']}"


def _visit(translator: HTML5Translator, node: explorable) -> None:
    content, builder = node["content"], translator.builder
    name = write_frames(content, Path(builder.outdir) / FRAMES)
    page = builder.get_target_uri(builder.current_docname)
    source = relative_uri(page, f"{FRAMES}/{name}/")
    panels = range(len(content["sizes"]))
    pictures = "".join(_picture(content, panel, theme, source) for panel in panels for theme in THEMES)
    if len(panels) > 1:
        pictures = f'<div class="explorable-panels">{pictures}</div>'
    readout = ""
    readouts = [tie(each) for each in content["readouts"]]
    if readouts:
        longest = f' data-longest="{escape(max(readouts, key=len))}"' if content["controls"] else ""
        words = escape(readouts[content["start"]])
        readout = f'<p class="explorable-readout" role="status"{longest}><span>{words}</span></p>'
    if not content["controls"]:
        pictures += readout
    else:
        number = translator.document.setdefault("explorables", 0)
        translator.document["explorables"] = number + 1
        controls = "".join(
            _control(control, f"explorable-{number}-{k}") for k, control in enumerate(content["controls"])
        )
        texts = escape(json.dumps(content["texts"], ensure_ascii=False, separators=(",", ":")))
        told = escape(json.dumps(readouts, ensure_ascii=False, separators=(",", ":")))
        pictures = (
            f'<course-explorable data-frames="{escape(source)}" data-texts="{texts}" data-readouts="{told}">'
            f'{pictures}{readout}<div class="explorable-controls">{controls}</div></course-explorable>'
        )
    translator.body.append(f'<figure class="explorable">{pictures}</figure>\n')
    raise nodes.SkipNode


def _picture(content: dict[str, Any], panel: int, theme: str, source: str) -> str:
    """Return the first frame in one theme; CSS shows the one of the page's theme, and only that is loaded.

    `dark-light` tells the theme that the picture suits both themes: it puts no light box behind it.
    """
    start, (width, height) = content["start"], content["sizes"][panel]
    picture = (
        f'<img class="frame-{theme} dark-light" src="{escape(source + _file(content, start, panel, theme))}"'
        f' width="{width}" height="{height}"'
        f' alt="{escape(content["texts"][start][panel])}" loading="lazy" decoding="async">'
    )
    if "narrow" not in content:
        return picture
    file, (width, height) = _file(content, start, panel, theme, ".narrow"), content["narrow"]["sizes"][panel]
    return (
        f'<picture><source media="{PHONE}" srcset="{escape(source + file)}" width="{width}" height="{height}">'
        f"{picture}</picture>"
    )


def _control(control: dict[str, Any], identifier: str) -> str:
    """Return a native control with its label; a slider also shows its value, and may have a button that plays it."""
    label, texts, start = escape(control["label"]), [escape(text) for text in control["texts"]], control["start"]
    if control["kind"] == "checkbox":
        field = f'<input type="checkbox" id="{identifier}"{" checked" if start else ""} autocomplete="off">'
    elif control["kind"] == "select":
        options = "".join(f"<option{' selected' * (k == start)}>{text}</option>" for k, text in enumerate(texts))
        field = f'<select id="{identifier}" autocomplete="off">{options}</select>'
    else:
        names = escape(json.dumps(control["texts"], ensure_ascii=False))
        field = (
            f'<input type="range" id="{identifier}" min="0" max="{len(texts) - 1}" value="{start}" step="1"'
            f' aria-valuetext="{texts[start]}" data-texts="{names}" autocomplete="off">'
            f'<output for="{identifier}" aria-hidden="true">{texts[start]}</output>'
        )
    if control["kind"] == "play":
        field += f'<button type="button" data-interval="{control["interval"]}" aria-label="Play {label}">Play</button>'
    return f'<div class="explorable-control {control["kind"]}"><label for="{identifier}">{label}</label>{field}</div>'


def _add_script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Load the script only where an explorable has controls."""
    if doctree is not None and any(node["content"]["controls"] for node in doctree.findall(explorable)):
        app.add_js_file("explorable.js", loading_method="defer")


def _remove_old_frames(app: Sphinx, exception: Exception | None) -> None:
    """Remove the frames that no page shows any longer."""
    folder = Path(app.outdir) / FRAMES
    if exception or not folder.is_dir():
        return
    texts = (page.read_text(encoding="utf-8") for page in pages(Path(app.outdir)))
    used = {name for text in texts for name in re.findall(FRAMES + r"/([0-9a-f]{12})/", text)}
    for old in folder.iterdir():
        if old.name not in used:
            for file in old.iterdir():
                file.unlink()
            old.rmdir()


def setup(app: Sphinx) -> None:
    """Register the node, its script and the cleaning."""
    app.add_node(explorable, html=(_visit, None))
    app.connect("html-page-context", _add_script)
    app.connect("build-finished", _remove_old_frames)
