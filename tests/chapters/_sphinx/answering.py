"""How a reader answers the page of the small book that has a question of each kind, by keyboard alone."""

PAGE = "pages/doing.html"
QUESTIONS = 6


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
