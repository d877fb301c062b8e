"""The playground, opened once for all of its tests."""

import pytest

from tests.site.playground.playing import PAGE


@pytest.fixture(scope="session")
def playground(browser, site):
    """The playground, opened as a file: what works there works on a server, too."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto((site / PAGE).as_uri())
    yield page
    context.close()
