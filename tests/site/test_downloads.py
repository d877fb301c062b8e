"""What the site offers for download is what students get, and each chapter and its notebook lead to it."""

from zipfile import ZipFile

import nbformat
import pytest

from autograder.publishing.release import chapters, release_notebook


@pytest.mark.parametrize("page", ["chapter", "notebook"])
@pytest.mark.parametrize("chapter", chapters())
def test_the_notebook_is_at_hand(visit, serve, site, chapter, page):
    here = visit(serve(site) + f"chapters/{chapter}/{page}.html").page
    ways = here.locator(".at-hand")
    ways.get_by_text("Work in it").click()
    with here.expect_download() as started:
        ways.get_by_role("link", name="download").click()
    assert nbformat.read(started.value.path(), 4) == release_notebook(chapter)
    with here.expect_download() as started:
        ways.get_by_role("link", name="bundle").click()
    assert started.value.suggested_filename == "deep-learning-by-hand.zip"
    with here.expect_download() as started:
        ways.get_by_role("link", name="wheel").click()
    assert any(name.startswith("autograder/") for name in ZipFile(started.value.path()).namelist())
