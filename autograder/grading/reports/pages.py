"""Pages from templates: reports and feedback, which open from a disk without a network."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from autograder.checks.judging.finding import marked
from autograder.grading.intake.names import student_name
from chapters._sphinx.output.slim import SPHINX

TOKENS = SPHINX / "static" / "course" / "tokens.css"
"""The site's visual language as variables."""


def render(template: str, **values: object) -> str:
    """A page from one of the templates."""
    return _environment().get_template(template).render(**values)


def tokens(css: str) -> str:
    """The site's variables for a page without a script or a file: the reader's system chooses the theme."""
    own = re.split(r"/\* The theme's names", css)[0]
    light, dark = re.split(r'html\[data-theme="dark"\]', own)
    return light.replace('html[data-theme="light"]', ":root") + f"@media (prefers-color-scheme: dark) {{:root{dark}}}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.grading"), autoescape=select_autoescape(), trim_blocks=True
    )
    environment.globals["tokens"] = Markup(tokens(TOKENS.read_text(encoding="utf-8")))
    environment.filters["marked"] = lambda text: Markup(marked(text))
    environment.filters["named"] = student_name
    environment.filters["parted"] = lambda name: Markup(re.sub(r"([._])(?=\w)", r"\1<wbr>", str(escape(name))))
    return environment
