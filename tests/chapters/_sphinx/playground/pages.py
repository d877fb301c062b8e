"""The playground's arithmetic in an empty page, without a site around it."""

from pathlib import Path

from playwright.sync_api import Page

from chapters._sphinx.directives.playground.stage import PARTS as PARTS
from chapters._sphinx.directives.playground.stage import scans

STATIC = Path(__file__).parents[4] / "chapters" / "_sphinx" / "static" / "playground"


def add_parts(page: Page) -> None:
    """Load the arithmetic and the digits."""
    for name in PARTS:
        page.add_script_tag(path=STATIC / f"{name}.js")
    page.evaluate("(scans) => { playground.scans = scans; }", scans())
