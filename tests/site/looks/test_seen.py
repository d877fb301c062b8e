"""Pages broken on purpose: each kind of what can be wrong is found, and what is meant is not."""

import pytest

from tests.site.looks.seen import LOOKS, picture, wrong

BROKEN = {
    "letters below 16 pixels": ("small", '<p style="font-size: 13px">Read me.</p>'),
    "a box too low for its lines": (
        "cut",
        '<div style="height: 30px; overflow: hidden">One line<br>and one more</div>',
    ),
    "a line that ends in dots": (
        "cut",
        '<p style="width: 60px; white-space: nowrap; overflow: clip; text-overflow: ellipsis">A line that is long</p>',
    ),
    "a line under a lid": ("cut", '<div style="height: 9px; overflow: hidden">Half of it</div>'),
    "a box beyond the screen": (
        "beyond",
        '<p style="width: 500px">Wide words, so wide that they leave the screen.</p>',
    ),
    "words left of the screen": ("beyond", '<p style="position: relative; left: -20px">Words</p>'),
    "an empty box that makes the page scroll": ("beyond", '<div style="width: 500px; height: 9px"></div>'),
    "a block pulled over its neighbour": ("over", '<p>One</p><p style="margin-top: -30px">Other</p>'),
    "words over a picture": (
        "over",
        '<img alt="" width="99" height="99" src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\'/>">'
        '<p style="margin-top: -60px">Words</p>',
    ),
    "a note over the text": ("over", '<p>Text of a line.</p><aside style="position: absolute; top: 20px">Note</aside>'),
}
MEANT = (
    "<p>Text with <code>code</code> in it, and<br>another line.</p>"
    "<h1 style='line-height: 1'>Two words<br>so high</h1>"
    '<div style="overflow-x: auto"><p style="width: 500px">Wide words that one can scroll to, so wide.</p></div>'
    '<p style="position: absolute; clip-path: inset(50%)">For a screen reader</p>'
    "<details><summary>More</summary>Folded<p>away.</p></details>"
    '<div style="width: 9px; height: 20px; overflow: hidden"><p style="margin: 0 0 0 12px">Aside</p></div>'
)


@pytest.fixture(scope="module")
def phone(browser):
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


def written(phone, html):
    phone.set_content(f'<!doctype html><body style="font: 18px/1.2 sans-serif">{html}', wait_until="load")
    return wrong(phone)


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found(phone, name):
    kind, html = BROKEN[name]
    assert set(written(phone, html)) == {kind}


def test_what_is_meant_is_not(phone):
    assert written(phone, MEANT) == {}


def test_a_picture_is_left_of_a_page_and_of_a_place_on_it(phone):
    phone.set_content("<p>Two</p><p>lines</p>")
    whole, place = picture(phone, "made-up"), picture(phone, "made-up-line", "p")
    assert whole.parent == LOOKS
    assert whole.stat().st_size > place.stat().st_size > 300
    whole.unlink()
    place.unlink()
