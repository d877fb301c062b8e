"""Three things that a reader wants, and how many clicks each takes on a desk and on a phone."""

import pytest


class Reader:
    """A page that counts the clicks."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, place):
        place.click()
        self.clicks += 1


@pytest.fixture(params=[{"width": 1400, "height": 900}, {"width": 390, "height": 844}], ids=["desk", "phone"])
def begin(request, visit, serve, site):
    def open_at_rest(name):
        page = visit(serve(site) + name, viewport=request.param).page
        page.wait_for_load_state("networkidle")  # while letters and pictures come, what is clicked may move away
        return Reader(page)

    return open_at_rest


def test_from_the_title_to_the_notebook_on_dropout_are_two_clicks(begin):
    reader = begin("intro.html")
    reader.click(reader.page.locator(".path").get_by_role("link", name="Dropout").first)
    reader.click(reader.page.locator(".chapter-line").get_by_role("link", name="Notebook"))
    reader.page.get_by_role("heading", name="Dropout: your own coin tosses").wait_for()
    assert reader.clicks == 2


def test_what_a_condition_number_is_is_told_at_one_click_or_none(begin):
    reader = begin("chapters/optimizers/chapter.html")
    note = reader.page.locator(".margin-note", has=reader.page.get_by_text("condition number", exact=True))
    meaning = note.locator("p")
    if not meaning.is_visible():
        reader.click(note.locator("summary"))
        meaning.wait_for(state="visible")
    assert "how many times as steep" in meaning.inner_text()
    assert meaning.is_visible()
    assert reader.clicks <= 1


def test_what_is_not_done_yet_is_one_click_away(begin):
    reader = begin("intro.html")
    reader.click(reader.page.get_by_role("link", name="your progress").locator("visible=true").last)
    reader.page.get_by_text("0 of 19").first.wait_for()
    assert reader.clicks == 1
