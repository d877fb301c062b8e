"""Pages from templates: reports and feedback, which open from a disk without a network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from autograder.checks.judging.finding import marked
from autograder.grading.intake.names import student_name


def render(template: str, **values: object) -> str:
    """A page from one of the templates."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.grading"), autoescape=select_autoescape(), trim_blocks=True
    )
    environment.filters["marked"] = lambda text: Markup(marked(text))
    environment.filters["named"] = student_name
    return environment
