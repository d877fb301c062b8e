"""A light page: what the theme and its extensions load and no page uses is left out.

As it comes, a page loads 3.6 MB before it shows anything. What goes, and why nothing is missed:

- Font Awesome as a script (1.5 MB): the theme's dozen icons are masks in `static/course/page.css`.
- Bootstrap's script: it serves menus and tooltips that our pages do not have.
- Thebe and the widgets' state: live cells need a kernel, the site has none.
- The search index and its script, except on the search page.
- The scripts for toggle buttons, tabs and copy buttons, on the pages that have none of these.
- Nine style sheets in a row: one takes their place, `site.css`, with the rules that can match on some page.

The other scripts are deferred, so that none of them holds up the first paint. `progress.js` is not: it is small, comes
beside the style sheet (templates/layout.html), and has what a reader answered on the page before the first paint.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _JavaScript
from sphinx.config import Config

from chapters._sphinx.built import pages

SPHINX = Path(__file__).parents[1]

PARTS = (
    *("tokens", "text", "frame", "head", "title", "rail", "notes"),
    *("formulas", "page", "figures", "boxes", "questions", "playing", "small", "readers"),
)
"""The parts of the course's own style sheet, in `static/course`."""
# In the order in which the theme links them; ours has the last word.
SHEETS = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
    "katex/katex.min.css",
    *(f"course/{part}.css" for part in PARTS),
)
# Script: what must be on the page to make it useful. Scripts that are not named here are kept on every page.
_NEEDED_BY = {
    "sphinx-thebe.js": None,
    "togglebutton.js": None,
    "design-tabs.js": "sd-tab-set",
    "clipboard.min.js": 'class="highlight"',
    "copybutton.js": 'class="highlight"',
    "searchtools.js": None,  # the search page's template links it
    "language_data.js": None,
}
_UNUSED_BODY = ("toggle", "THEBE_JS_URL", '"model_module"')
_UNUSED_FILES = (
    "scripts/fontawesome.js",
    "scripts/bootstrap.js",
    "vendor",
    "locales",
    "sphinx-thebe.js",
    "webpack-macros.html",  # templates of the theme, published by mistake
    "sbt-webpack-macros.html",
)


def used_names(folder: Path) -> set[str]:
    """Return every word of the site's pages and scripts: a class or tag that is not among them is not in use."""
    files = [*pages(folder), *(folder / "_static").rglob("*.js")]
    return {word for file in files for word in re.findall(r"[\w-]+", file.read_text(encoding="utf-8"))}


def purge(css: str, used: set[str]) -> str:
    """Return a style sheet without comments, spaces and rules whose selectors cannot match."""
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))


def _kept(rules: list[Any], used: set[str]) -> Iterator[str]:
    for rule in rules:
        prelude = tinycss2.serialize(rule.prelude).strip() if hasattr(rule, "prelude") else ""
        if rule.type == "qualified-rule":
            selectors = [part for part in _split(prelude) if _can_match(part, used)]
            if selectors:
                yield f"{','.join(selectors)}{{{_squeeze(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            content = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inside = "".join(_kept(content, used))
            if inside:
                yield f"@{rule.at_keyword} {prelude}{{{inside}}}"
        elif rule.type == "at-rule" and rule.content is not None:
            content = _squeeze(rule.content)
            if "Font Awesome" not in content:
                yield f"@{rule.at_keyword} {prelude}{{{content}}}"


def _split(selectors: str) -> list[str]:
    """Split at the commas that are not within brackets."""
    return [part.strip() for part in re.split(r",(?![^(]*\))", selectors)]


def _can_match(selector: str, used: set[str]) -> bool:
    plain = re.sub(r":[\w-]+\([^()]*(\([^()]*\)[^()]*)*\)|\[[^]]*\]|::?[\w-]+", "", selector)
    return all(name.replace("\\", "") in used for name in re.findall(r"[.#]((?:[\w-]|\\.)+)", plain))


def _squeeze(content: list[Any]) -> str:
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", tinycss2.serialize(content), flags=re.DOTALL)).strip()


def make_style_sheet(folder: Path, made: str = "") -> str:
    """Return the one style sheet of the site in `folder`; its addresses are relative to `_static`.

    Its first line tells what it was made from: where nothing of that has changed, it is the sheet `made` before.
    """
    used, static = used_names(folder), folder / "_static"
    sheets = {path: path.read_text(encoding="utf-8") for pattern in SHEETS for path in sorted(static.glob(pattern))}
    digest = hashlib.sha256("\n".join([*sheets.values(), *sorted(used)]).encode()).hexdigest()
    first = f"/*{digest}*/\n"
    if made.startswith(first):
        return made
    parts = [_moved(purge(css, used), path.parent.relative_to(static).as_posix()) for path, css in sheets.items()]
    return first + "".join(parts)


def _moved(css: str, folder: str) -> str:
    """Make the addresses in a style sheet of `folder` relative to the folder above."""
    addresses = r"""url\(["']?(?!data:|["'#])([^"')]+)["']?\)"""
    return re.sub(addresses, lambda found: f"url({posixpath.normpath(posixpath.join(folder, found[1]))})", css)


def _configure(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(SPHINX / "static"))
    config.templates_path.insert(0, str(SPHINX / "templates"))


def _choose_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out the scripts that this page has no use for, and defer the others."""
    body = context.get("body", "")
    kept = []
    for script in context["script_files"]:
        name = posixpath.basename(str(script.filename or ""))
        needed = _NEEDED_BY.get(name, "")
        code = script.attributes.get("body") or ""
        if needed is None or needed not in body or any(word in code for word in _UNUSED_BODY):
            continue
        if script.filename and page != "search":
            attributes = {**script.attributes, "defer": "defer"}
            script = _JavaScript(script.filename, priority=script.priority, **attributes)
        # A deferred script is run after one in the page; these two lines must come after the file that they amend.
        if code.startswith("DOCUMENTATION_OPTIONS.") and page != "search":
            continue
        kept.append(script)
    context["script_files"] = kept


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the style sheet and remove what is never loaded."""
    static = Path(app.outdir) / "_static"
    if exception or app.builder.format != "html" or not static.is_dir():
        return
    for name in _UNUSED_FILES:
        path = static / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path in static.rglob("*.map"):
        path.unlink()
    made = static / "site.css"
    before = made.read_text(encoding="utf-8") if made.exists() else ""
    made.write_text(make_style_sheet(Path(app.outdir), before), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the making of pages."""
    app.add_js_file("page.js")
    app.add_js_file("rail.js")
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _choose_scripts, priority=900)
    app.connect("build-finished", _finish, priority=900)  # after the theme has written its colours of code
