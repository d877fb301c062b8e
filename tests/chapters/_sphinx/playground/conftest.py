"""The playground's arithmetic in an empty page, opened once for the tests of a file."""

import pytest

from tests.chapters._sphinx.playground.pages import add_parts


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    add_parts(page)
    yield page
    page.close()
