"""The student's notebook in JupyterLab 4: it opens, a check shows its card, an explorable moves."""

import pytest

from tests.jupyter.lab import READY, Notebook, lab, release_into

SETUP, TOOLS, ANSWER, CHECK, EXPLORABLE = 1, 2, 4, 5, 7


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    answers = release_into(folder, "backward")
    with lab(folder) as address:
        yield address, answers


def test_a_check_shows_its_card_and_an_explorable_moves(visit, server):
    address, answers = server
    here = visit("about:blank")
    notebook = Notebook(here.page, address, "backward")
    notebook.run(SETUP)
    notebook.run(TOOLS)
    notebook.run(ANSWER)
    card = notebook.run(CHECK).locator(".jp-OutputArea-output").first
    card.get_by_text("not yet").first.wait_for(timeout=READY)
    notebook.run(ANSWER, answers[ANSWER])
    cell = notebook.run(CHECK)
    cell.get_by_text("right. 3 points").wait_for(timeout=READY)
    explorable = notebook.run(EXPLORABLE)
    picture = explorable.locator("img")
    picture.wait_for(timeout=READY)
    before = picture.get_attribute("src")
    explorable.get_by_role("slider").press("ArrowRight")
    here.page.wait_for_function(
        "([cell, before]) => { const image = cell.querySelector('img'); return image && image.src !== before; }",
        arg=[explorable.element_handle(), before],
    )
    assert picture.get_attribute("alt")
