"""Frozen explorables in a real browser: keyboard, themes, no script, two on a page, what is loaded when."""

import re

import pytest

CHAPTER = "pages/chapter.html"


@pytest.fixture
def chapter(small_site, serve):
    return serve(small_site) + CHAPTER


def shown(page, number=0):
    """The address and the text of the picture that a reader sees in an explorable."""
    picture = page.locator("figure.explorable").nth(number).locator("img:visible")
    return picture.get_attribute("src").rsplit("/", 1)[1], picture.get_attribute("alt")


def wait_for(page, file, number=0):
    page.wait_for_function(
        "([n, file]) => [...document.querySelectorAll('figure.explorable')[n].querySelectorAll('img')]"
        ".some(img => img.checkVisibility() && img.src.endsWith('/' + file) && img.naturalWidth > 0)",
        arg=[number, file],
    )


def test_a_slider_changes_the_figure_by_keyboard(visit, chapter):
    page = visit(chapter).page
    slider = page.get_by_label("slope").first
    assert shown(page) == ("6.light.webp", "a line of slope 1, solid")
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_for(page, "8.light.webp")
    assert shown(page) == ("8.light.webp", "a line of slope 2, solid")
    assert slider.get_attribute("aria-valuetext") == "2"
    page.keyboard.press("Home")
    wait_for(page, "0.light.webp")
    assert page.locator("output").first.text_content() == "-2"


def test_checkbox_and_second_explorable_move_on_their_own(visit, chapter):
    page = visit(chapter).page
    page.get_by_label("dashed").focus()
    page.keyboard.press("Space")
    wait_for(page, "7.light.webp")
    assert shown(page, 1) == ("0.light.webp", "a line of slope −1, solid")
    page.get_by_label("slope").nth(1).select_option("high")
    wait_for(page, "1.light.webp", 1)
    assert shown(page) == ("7.light.webp", "a line of slope 1, dashed")
    assert shown(page, 1)[1] == "a line of slope 2, solid"


def test_read_outs_change_with_the_figures(visit, chapter):
    page = visit(chapter).page
    readout = page.get_by_role("status")
    assert readout.text_content() == "Slope 1. Slope −1."
    readout.locator("..").get_by_label("slope").press("ArrowRight")
    page.wait_for_function("document.querySelector('.explorable-readout').textContent === 'Slope 2. Slope −2.'")


def test_the_other_frames_are_loaded_at_the_first_touch_and_the_nearest_first(visit, chapter):
    here = visit(chapter)
    first_slider = here.page.get_by_label("slope").first
    first_slider.scroll_into_view_if_needed()
    folder = here.page.locator("course-explorable").first.get_attribute("data-frames").replace("../", "")
    frames = [url for url in here.requests if folder in url]
    assert [url.rsplit("/", 1)[1] for url in frames] == ["6.light.webp"]
    first_slider.focus()
    here.page.wait_for_function(
        "folder => performance.getEntriesByType('resource').filter(each => each.name.includes(folder)).length >= 10",
        arg=folder,
    )
    order = [int(re.search(r"/(\d+)\.light\.webp", url)[1]) for url in here.requests if folder in url]
    assert sorted(set(order)) == list(range(10))
    distances = [abs(frame // 2 - 3) + frame % 2 for frame in order]
    assert distances == sorted(distances)


def test_a_view_is_kept_in_the_address_and_comes_back_from_it(visit, chapter):
    page = visit(chapter).page
    page.get_by_label("slope").first.focus()
    page.keyboard.press("End")
    page.get_by_label("dashed").check()
    page.get_by_label("slope").nth(1).select_option("high")
    wait_for(page, "9.light.webp")
    assert page.url.endswith("?e0=2%7Eon&e1=high")
    again = visit(page.url).page
    wait_for(again, "9.light.webp")
    wait_for(again, "1.light.webp", 1)
    assert again.locator("output").first.text_content() == "2"
    assert again.get_by_label("dashed").is_checked()


@pytest.mark.parametrize("query", ["?e0=17~on", "?e0=", "?e0=%3Cscript%3E&e9=1", "?e1=low~low~low"])
def test_an_address_that_says_nothing_known_is_harmless(visit, chapter, query):
    here = visit(chapter + query)
    wait_for(here.page, "7.light.webp" if "on" in query else "6.light.webp")
    assert here.errors == []


def test_a_control_plays_pauses_and_stops_at_the_end(visit, chapter):
    page = visit(chapter).page
    button = page.get_by_role("button", name="Play slope")
    button.focus()
    page.keyboard.press("Enter")
    wait_for(page, "1.light.webp", 3)
    assert button.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") is None
    page.keyboard.press("Enter")
    wait_for(page, "3.light.webp", 3)
    page.wait_for_function("document.querySelector('button[data-interval]').textContent === 'Play'")
    assert page.url.endswith("e2=3")
    button.click()  # once more, from the beginning; the reader takes over
    page.get_by_label("slope").nth(2).focus()
    page.keyboard.press("ArrowRight")
    assert button.get_attribute("aria-pressed") is None


@pytest.mark.parametrize(("width", "below"), [(1280, False), (375, True)])
def test_figures_stand_side_by_side_and_on_a_phone_one_below_the_other(visit, chapter, width, below):
    page = visit(chapter, viewport={"width": width, "height": 800}).page
    pictures = page.locator("figure.explorable").nth(4).locator("img:visible")
    assert pictures.count() == 2
    first, second = (pictures.nth(k).bounding_box() for k in (0, 1))
    assert (second["y"] >= first["y"] + first["height"]) is below
    assert first["width"] == pytest.approx(330, abs=15)
    page.locator("figure.explorable").nth(4).get_by_label("slope").focus()
    page.keyboard.press("End")
    wait_for(page, "2.1.light.webp", 4)
    assert [pictures.nth(k).get_attribute("alt") for k in (0, 1)] == [
        "half a line of slope 2",
        "half a line of slope −2",
    ]


def test_a_phone_has_frames_drawn_for_it_and_loads_no_others(visit, chapter):
    here = visit(chapter, viewport={"width": 375, "height": 800})
    picture = here.page.locator("figure.explorable img:visible").first
    here.page.get_by_label("slope").first.focus()
    here.page.keyboard.press("ArrowRight")
    here.page.wait_for_function(
        "document.querySelector('figure.explorable img').currentSrc.endsWith('8.light.narrow.webp')"
    )
    assert picture.evaluate("img => img.naturalWidth") == 700  # twice its size on the page
    assert picture.get_attribute("alt") == "a line of slope 2, solid"
    folder = picture.evaluate("img => img.closest('course-explorable').dataset.frames").removeprefix("../")
    frames = [url for url in here.requests if folder in url]
    assert len(frames) > 1
    assert all(".narrow." in url for url in frames)


def test_playing_is_slow_where_motion_is_unwelcome(visit, chapter):
    page = visit(chapter, reduced_motion="reduce").page
    page.get_by_role("button", name="Play slope").click()
    page.wait_for_timeout(500)
    assert shown(page, 3)[0] == "0.light.webp"


def test_the_theme_swaps_frames(visit, chapter):
    page = visit(chapter, color_scheme="dark").page
    assert shown(page)[0] == "6.dark.webp"
    page.get_by_label("slope").first.focus()
    page.keyboard.press("ArrowLeft")
    wait_for(page, "4.dark.webp")
    for _ in range(3):  # the switch goes through automatic, light and dark
        page.locator(".theme-switch-button:visible").first.click()
        if page.evaluate("document.documentElement.dataset.theme") == "light":
            break
    wait_for(page, "4.light.webp")
    assert shown(page)[1] == "a line of slope 0, solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_lies_on_the_page_without_a_box_or_a_filter(visit, chapter, scheme):
    picture = visit(chapter, color_scheme=scheme).page.locator("figure.explorable img:visible").first
    for name, value in {"padding": "0px", "filter": "none", "backgroundColor": "rgba(0, 0, 0, 0)"}.items():
        assert picture.evaluate("(img, name) => getComputedStyle(img)[name]", name) == value


def test_without_script_the_first_frame_and_the_formulas_are_there(visit, chapter):
    page = visit(chapter, java_script_enabled=False).page
    assert page.locator("figure.explorable img.frame-light").first.is_visible()
    assert not page.locator("figure.explorable img.frame-dark").first.is_visible()
    assert not page.get_by_label("slope").first.is_visible()
    formulas = page.locator(".katex-html")
    assert formulas.count() >= 6
    assert all(formulas.nth(k).bounding_box()["width"] > 0 for k in range(formulas.count()))


def test_print_shows_the_value_in_place_of_the_slider(visit, chapter):
    page = visit(chapter).page
    page.emulate_media(media="print")
    assert not page.locator("input[type=range]").first.is_visible()
    assert page.locator("output").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_quiz_explains_the_chosen_option(visit, chapter, script):
    page = visit(chapter, java_script_enabled=script).page
    wrong, right = page.get_by_text("Two is not one."), page.get_by_text("It is.", exact=True)
    assert not wrong.is_visible()
    page.get_by_label("Two.").first.check()
    assert wrong.is_visible()
    assert not right.is_visible()
    page.get_by_label("One.").check()
    assert right.is_visible()
    assert not wrong.is_visible()
    page.get_by_label("Four.").check()
    page.get_by_label("Five.").check()
    assert page.get_by_text("Even, too.").is_visible()
    assert page.get_by_text("Odd.").is_visible()


def test_equations_are_numbered_once_and_referred_to(visit, chapter):
    page = visit(chapter).page
    assert page.locator(".eqno").count() == 2
    assert page.locator(".katex .tag").count() == 0
    number = page.locator("#equation-eq-one .eqno").text_content()
    assert page.locator("a[href='#equation-eq-one']").first.text_content().strip() in number


def test_a_claim_says_its_verdict_in_words(visit, chapter):
    box = visit(chapter).page.locator("#claim-c07")
    assert "Does not hold. Not today." in box.inner_text()
