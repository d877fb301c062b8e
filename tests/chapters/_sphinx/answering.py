"""How a reader answers the page of the small book that has a question of each kind, by keyboard alone."""

import functools

PAGE = "pages/doing.html"
QUESTIONS = 6


class StoreGoneError(AssertionError):
    """The browser shows a page nothing of what the page before has kept."""


def kept(page):
    """See whether the browser has a store with something in it."""
    if not page.evaluate("localStorage.length"):
        raise StoreGoneError


def again_from_files(test):
    """Try a test of what a page keeps up to three times if the store is gone and `scheme` is "file".

    Chromium 156 loses it between pages from files: in some 2 of 100 navigations on a busy machine, with any pause in
    between. Often all is there again after a reload. Over HTTP that was never seen, and a test is tried once.
    """

    @functools.wraps(test)
    def tried(*, scheme, **fixtures):
        for _ in range(2 if scheme == "file" else 0):
            try:
                return test(scheme=scheme, **fixtures)
            except StoreGoneError:
                continue
        return test(scheme=scheme, **fixtures)

    return tried


def predict(page):
    page.get_by_label("It doubles.").focus()
    page.keyboard.press("Space")


def guess(page, steps=2):
    page.get_by_label("Your guess").focus()
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def write(page, place, text):
    page.locator(".pencil-answer input").nth(place).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def diagnose(page):
    page.get_by_label("A transposed product.").focus()
    page.keyboard.press("ArrowDown")


def answer_all(page):
    predict(page)
    guess(page)
    for place, text in enumerate(("3/8", "2*x", "(D, H)")):
        write(page, place, text)
    diagnose(page)


def told(page, place):
    """What is told below a question, the spaces that do not break as spaces."""
    return (
        page.locator(".question").nth(place).locator(".question-told").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    )
