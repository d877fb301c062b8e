"""What the site offers for download is what students get, and each notebook's page leads to it."""

import nbformat
import pytest

from autograder.publishing.release import chapters, release_notebook


@pytest.mark.parametrize("chapter", chapters())
def test_a_notebooks_page_offers_the_release_and_the_bundle(visit, serve, site, chapter):
    page = visit(serve(site) + f"chapters/{chapter}/notebook.html").page
    with page.expect_download() as started:
        page.get_by_role("link", name="this notebook").click()
    assert nbformat.read(started.value.path(), 4) == release_notebook(chapter)
    with page.expect_download() as started:
        page.get_by_role("link", name="the bundle").click()
    assert started.value.suggested_filename == "deep-learning-by-hand.zip"
