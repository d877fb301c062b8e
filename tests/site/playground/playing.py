"""Opens states of the playground and runs them, on a page that is opened once."""

PAGE = "chapters/playground/playground.html"
RESTED = "() => playground.pictures?.[0].step === {steps} && document.querySelector('.play-told').textContent"
"""True when the first network stands at a step and the page has told it."""

DONE = """
(steps) => document.querySelector("[data-do=run]").textContent === "Run" &&
  playground.pictures.every((picture) => picture.step === steps || picture.broken)
"""


def show(page, state):
    """Open a state, as a link does, and wait until the networks stand at step 0."""
    page.evaluate("(state) => { playground.pictures = null; location.hash = state || 'none'; }", state)
    page.wait_for_function(RESTED.format(steps=0))


def run(page, state, steps):
    """Open a state that stops by itself, and press Run."""
    show(page, f"{state}&until={steps}")
    page.locator("[data-do=run]").click()
    page.wait_for_function(DONE, arg=steps)
    return page.evaluate("playground.pictures")
