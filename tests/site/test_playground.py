"""The playground on the site: it trains what its controls say, tells it in words, and is all there without a server."""

import gzip
import re

import pytest

from chapters._sphinx.directives.playground import CONTROLS, FOLDER

PAGE = "chapters/playground/playground.html"
WEIGHT = 120_000
"""Bytes, compressed, of all that the page loads, the digits included."""

RESTED = "() => playground.pictures?.[0].step === {steps} && document.querySelector('.play-told').textContent"


@pytest.fixture(scope="module")
def here(browser, site):
    """The page, opened as a file: what works there works on a server, too."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto((site / PAGE).as_uri())
    yield page
    context.close()


def show(page, state):
    """Open a state, as a link does, and wait until the networks stand at step 0."""
    page.evaluate("(state) => { playground.pictures = null; location.hash = state || 'none'; }", state)
    page.wait_for_function(RESTED.format(steps=0))


def run(page, state, steps):
    """Open a state that stops by itself, and press Run."""
    show(page, f"{state}&until={steps}")
    page.locator("[data-do=run]").click()
    page.wait_for_function(RESTED.format(steps=steps))
    page.wait_for_function("document.querySelector('[data-do=run]').textContent === 'Run'")
    return page.evaluate("playground.pictures")


def test_the_page_trains_what_its_controls_say(here):
    """What the worker has computed is what the same parts compute on the page."""
    (picture,) = run(here, "data=moons&depth=3&optimizer=adam&rate=0.01&batch=16&seed=3", 150)
    again = here.evaluate(
        """() => {
          const [watch] = playground.start(playground.state.settings(), null);
          for (let k = 0; k < 150; k++) watch.step();
          return watch.picture();
        }"""
    )
    assert picture["row"] == again["row"]
    assert picture["weights"] == again["weights"]
    assert (picture["step"], picture["test"]["accuracy"] > 0.8) == (150, True)


def test_two_networks_differ_in_one_control(here):
    first, second = run(here, "depth=6&weights=small&versus=activation:relu&activation=sigmoid", 20)
    assert here.locator(".play-name").all_text_contents() == ["activation: sigmoid", "activation: ReLU"]
    assert [len(each["norms"]) for each in (first, second)] == [7, 7]
    assert first["weights"] != second["weights"]
    settings = here.evaluate("playground.state.settings()")
    assert {name for name in settings[0] if settings[0][name] != settings[1][name]} == {"activation"}


def test_step_goes_one_step_and_start_again_leads_back(here):
    show(here, "data=curve")
    before = here.evaluate("playground.pictures[0].weights")
    here.locator("[data-do=step]").click()
    here.wait_for_function(RESTED.format(steps=1))
    assert here.evaluate("playground.pictures[0].weights") != before
    here.locator("[data-do=again]").click()
    here.wait_for_function(RESTED.format(steps=0))
    assert here.evaluate("playground.pictures[0].weights") == before
    here.locator("[data-do=other]").click()
    here.wait_for_function("(before) => playground.pictures[0].weights[0].W[0] !== before", arg=before[0]["W"][0])
    assert "seed=2" in here.evaluate("playground.state.write()")


def test_a_state_is_read_as_it_was_written(here):
    for name, control in CONTROLS.items():
        other = next(value for value in control.options if value != control.start)
        show(here, f"{name}={other}&until=7&seed=4")
        assert here.evaluate("playground.state.write()") == f"{name}={other}&seed=4&until=7"
    show(here, "data=nothing&versus=nobody&rate=0.123&until=-3")
    assert here.evaluate("playground.state.write()") == ""


def test_divergence_is_told_as_what_it_is(here):
    show(here, "data=curve&activation=relu&weights=large&rate=10&until=1000")
    here.locator("[data-do=run]").click()
    here.wait_for_function("document.querySelector('.play-told').textContent.includes('diverged')")
    told = here.locator(".play-told").text_content()
    assert re.search(r"The loss of step \d+ is (inf|NaN), ", told)
    here.wait_for_function("document.querySelector('[data-do=run]').textContent === 'Run'")
    assert here.evaluate("playground.pictures[0].step") < 1000


def test_every_picture_is_told_in_words(here):
    for state in ("data=circles", "data=curve", "data=digits&batch=64"):
        (picture,) = run(here, state, 30)
        labels = {
            each.get_attribute("data-picture"): each.get_attribute("aria-label")
            for each in here.locator("canvas").all()
        }
        assert len(labels) == 5
        assert "in 30 steps" in labels["losses"]
        assert len(re.findall(r"\d(?:e-\d+)?[,.](?: |$)", labels["gradients"])) == len(picture["norms"])
        assert re.match(r"Layer 1: from .* Layer 2: from ", labels["activations"])
        assert len(set(labels.values())) == 5
        drawn = here.evaluate(
            """() => [...document.querySelectorAll(".playground canvas")].map((canvas) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.some((each) => each > 0);
            })"""
        )
        assert all(drawn)
    assert here.errors == []


def test_it_is_driven_by_keyboard_alone(here):
    show(here, "until=40")
    here.locator("#play-activation").focus()
    here.keyboard.press("ArrowDown")
    here.wait_for_function("playground.state.settings()[0].activation === 'relu'")
    here.wait_for_function(RESTED.format(steps=0))
    here.locator("[data-do=run]").focus()
    here.keyboard.press("Enter")
    here.wait_for_function(RESTED.format(steps=40))
    here.keyboard.press("Tab")
    here.keyboard.press("Space")
    here.wait_for_function(RESTED.format(steps=41))


def test_the_page_and_all_that_it_loads_are_light(visit, serve, site):
    here = visit(serve(site) + PAGE + "#data=digits")
    here.page.wait_for_function(RESTED.format(steps=0))
    assert here.errors == []
    base = serve(site)
    files = {site / url.removeprefix(base).split("?")[0].split("#")[0] for url in here.requests if url.startswith(base)}
    assert any(path.name == "digits.js" for path in files)
    weight = sum(len(gzip.compress(path.read_bytes())) for path in files if path.suffix != ".woff2")
    assert weight < WEIGHT


def test_other_pages_load_nothing_of_it(tour, site):
    for name, met in tour(site, "light").items():
        assert name == PAGE or not any(f"_static/{FOLDER}/" in url for url in met.requests)


def test_where_motion_is_reduced_a_picture_stands_for_a_second(visit, site):
    page = visit((site / PAGE).as_uri(), reduced_motion="reduce").page
    page.wait_for_function(RESTED.format(steps=0))
    before = page.evaluate("playground.count()")
    page.locator("[data-do=run]").click()
    page.wait_for_timeout(1500)
    assert page.evaluate("playground.count()") - before <= 3
