"""The playground on the site: it trains what its controls say, tells it in words, and is all there without a server."""

import gzip
import re

from chapters._sphinx.directives.playground.controls import CONTROLS
from chapters._sphinx.directives.playground.stage import FOLDER
from tests.site.playground.playing import PAGE, RESTED, run, show

WEIGHT = 120_000
"""Bytes, compressed, of all that the page loads, the digits included."""


def test_the_page_trains_what_its_controls_say(playground):
    """What the worker has computed is what the same parts compute on the page."""
    (picture,) = run(playground, "data=moons&depth=3&optimizer=adam&rate=0.01&batch=16&seed=3", 150)
    again = playground.evaluate(
        """() => {
          const [watch] = playground.start(playground.state.settings(), null);
          for (let k = 0; k < 150; k++) watch.step();
          return watch.picture();
        }"""
    )
    assert picture["row"] == again["row"]
    assert picture["weights"] == again["weights"]
    assert (picture["step"], picture["test"]["accuracy"] > 0.8) == (150, True)


def test_two_networks_differ_in_one_control(playground):
    first, second = run(playground, "depth=6&weights=small&versus=activation:relu&activation=sigmoid", 20)
    assert playground.locator(".play-name").all_text_contents() == ["activation: sigmoid", "activation: ReLU"]
    assert [len(each["norms"]) for each in (first, second)] == [7, 7]
    assert first["weights"] != second["weights"]
    settings = playground.evaluate("playground.state.settings()")
    assert {name for name in settings[0] if settings[0][name] != settings[1][name]} == {"activation"}


def test_step_goes_one_step_and_start_again_leads_back(playground):
    show(playground, "data=curve")
    before = playground.evaluate("playground.pictures[0].weights")
    playground.locator("[data-do=step]").click()
    playground.wait_for_function(RESTED.format(steps=1))
    assert playground.evaluate("playground.pictures[0].weights") != before
    playground.locator("[data-do=again]").click()
    playground.wait_for_function(RESTED.format(steps=0))
    assert playground.evaluate("playground.pictures[0].weights") == before
    playground.locator("[data-do=other]").click()
    playground.wait_for_function("(before) => playground.pictures[0].weights[0].W[0] !== before", arg=before[0]["W"][0])
    assert "seed=2" in playground.evaluate("playground.state.write()")


def test_a_state_is_read_as_it_was_written(playground):
    for name, control in CONTROLS.items():
        other = next(value for value in control.options if value != control.start)
        show(playground, f"{name}={other}&until=7&seed=4")
        assert playground.evaluate("playground.state.write()") == f"{name}={other}&seed=4&until=7"
    show(playground, "data=nothing&versus=nobody&rate=0.123&until=-3")
    assert playground.evaluate("playground.state.write()") == ""


def test_divergence_is_told_as_what_it_is(playground):
    show(playground, "data=curve&activation=relu&weights=large&rate=10&until=1000")
    playground.locator("[data-do=run]").click()
    playground.wait_for_function("document.querySelector('.play-told').textContent.includes('diverged')")
    told = playground.locator(".play-told").text_content()
    assert re.search(r"The loss of step \d+ is (inf|NaN), ", told)
    playground.wait_for_function("document.querySelector('[data-do=run]').textContent === 'Run'")
    assert playground.evaluate("playground.pictures[0].step") < 1000


def test_every_picture_is_told_in_words(playground):
    for state in ("data=circles", "data=curve", "data=digits&batch=64"):
        (picture,) = run(playground, state, 30)
        labels = {
            each.get_attribute("data-picture"): each.get_attribute("aria-label")
            for each in playground.locator("canvas").all()
        }
        assert len(labels) == 5
        assert "in 30 steps" in labels["losses"]
        assert len(re.findall(r"\d(?:e-\d+)?[,.](?: |$)", labels["gradients"])) == len(picture["norms"])
        assert re.match(r"Layer 1: from .* Layer 2: from ", labels["activations"])
        assert len(set(labels.values())) == 5
        drawn = playground.evaluate(
            """() => [...document.querySelectorAll(".playground canvas")].map((canvas) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.some((each) => each > 0);
            })"""
        )
        assert all(drawn)
    assert playground.errors == []


def test_it_is_driven_by_keyboard_alone(playground):
    show(playground, "until=40")
    playground.locator("#play-activation").focus()
    playground.keyboard.press("ArrowDown")
    playground.wait_for_function("playground.state.settings()[0].activation === 'relu'")
    playground.wait_for_function(RESTED.format(steps=0))
    playground.locator("[data-do=run]").focus()
    playground.keyboard.press("Enter")
    playground.wait_for_function(RESTED.format(steps=40))
    playground.keyboard.press("Tab")
    playground.keyboard.press("Space")
    playground.wait_for_function(RESTED.format(steps=41))


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
