"""Predictions, pencil and the clinic in a real browser: keyboard, phone, no script, a reload, paper, no store."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.chapters._sphinx.answering import (
    PAGE,
    QUESTIONS,
    again_from_files,
    answer_all,
    diagnose,
    guess,
    kept,
    predict,
    told,
    write,
)

SEEN = ("The curve steepens", "Nearly half of them")


@pytest.fixture
def served(small_site, serve):
    return serve(small_site) + PAGE


@pytest.mark.parametrize("width", [1280, 320])
def test_each_kind_is_answered_by_keyboard(visit, served, width):
    here = visit(served, viewport={"width": width, "height": 800})
    page = here.page
    assert page.locator(".question").count() == QUESTIONS
    assert not any(page.get_by_text(words).is_visible() for words in SEEN)
    predict(page)
    assert told(page, 0) == "You chose: It doubles. Not quite."
    assert page.get_by_text("Tempting, since the slope does.").is_visible()
    assert page.get_by_text(SEEN[0]).is_visible()
    guess(page, steps=2)
    assert told(page, 1) == "Your guess: 60 %. Not quite. It is 40 %."
    assert page.get_by_text(SEEN[1]).is_visible()
    assert page.evaluate("document.activeElement.textContent") == "What to see"
    write(page, 0, "0.375")
    assert told(page, 2).strip() == "Right."
    write(page, 1, "2*x")
    assert told(page, 3).strip() == "Right."
    write(page, 2, "d h")
    assert told(page, 4).strip() == "Not quite. Yours has 1 axis."
    write(page, 2, "(D, H)")
    assert told(page, 4).strip() == "Right."
    diagnose(page)
    assert page.locator(".clinic .right .quiz-explanation").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert here.errors == []


def test_a_prediction_stays_while_other_options_are_looked_at(visit, served):
    page = visit(served).page
    predict(page)
    page.keyboard.press("ArrowDown")
    assert page.get_by_text("It grows with the square.").is_visible()
    assert told(page, 0) == "You chose: It doubles. Not quite."
    page.reload()
    assert page.get_by_label("It doubles.").is_checked()


def test_arrows_lead_to_an_option_of_a_prediction_and_choose_none(visit, served):
    page = visit(served).page
    page.get_by_label("It doubles.").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(".predict input:checked").count() == 0
    assert told(page, 0) == ""
    page.keyboard.press("Space")
    assert told(page, 0) == "You chose: It stays. Not quite."
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("It doubles.").is_checked()


def test_a_guess_as_near_as_asked_is_right(visit, served):
    page = visit(served).page
    guess(page, steps=0)
    assert told(page, 1) == "Your guess: 50 %. Right. It is 40 %."


@pytest.mark.parametrize("scheme", ["http", "file"])
@again_from_files
def test_answers_come_back_after_a_reload(visit, serve, small_site, scheme):
    page = visit((serve(small_site) if scheme == "http" else f"{small_site.as_uri()}/") + PAGE).page
    answer_all(page)
    before = [told(page, place) for place in range(QUESTIONS - 1)]
    page.reload()
    kept(page)
    assert [told(page, place).strip() for place in range(QUESTIONS - 1)] == [text.strip() for text in before]
    assert page.get_by_label("It doubles.").is_checked()
    assert page.get_by_label("A mean where a sum belongs.").is_checked()
    assert page.get_by_label("Your guess").input_value() == "60"
    assert not page.get_by_role("button", name="This is my guess").is_visible()
    fields = page.locator(".pencil-answer input")
    assert [fields.nth(place).input_value() for place in range(3)] == ["3/8", "2*x", "(D, H)"]
    assert all(page.get_by_text(words).is_visible() for words in SEEN)


def test_a_quiz_keeps_its_choice_too(visit, small_site, serve):
    page = visit(serve(small_site) + "pages/chapter.html").page
    page.get_by_label("Two.").first.check()
    page.get_by_label("Four.").check()
    page.reload()
    assert page.get_by_label("Two.").first.is_checked()
    assert page.get_by_label("Four.").is_checked()
    assert not page.get_by_label("Five.").is_checked()


def test_a_right_answer_stays_when_another_is_tried(visit, served):
    page = visit(served).page
    write(page, 1, "2*x")
    write(page, 1, "3*x")
    assert "Not quite." in told(page, 3)
    page.reload()
    assert page.locator(".pencil-answer input").nth(1).input_value() == "2*x"


def test_nothing_moves_when_a_reader_comes_back(visit, served):
    here = visit(served)
    answer_all(here.page)
    here.page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => moved.push(...list.getEntries().map(each => each.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    here.page.goto("about:blank")
    here.page.goto(served, wait_until="networkidle")
    assert told(here.page, 0) == "You chose: It doubles. Not quite."
    assert here.page.evaluate("moved") == []


def test_without_a_script_everything_unfolds_and_nothing_seems_to_work_that_does_not(visit, served):
    page = visit(served, java_script_enabled=False).page
    assert page.locator(".guess, .pencil-answer").locator("visible=true").count() == 0
    sentences = page.locator("noscript p:visible").all_inner_texts()
    assert "a number between 0 and 100" in sentences[0]
    assert ["Only a script can check" in sentence for sentence in sentences] == [False, True, True, True]
    page.get_by_label("It doubles.").check()
    assert page.get_by_text("Tempting, since the slope does.").is_visible()
    for words, text in (("What to see", SEEN[1]), ("Hint", "That of"), ("Solution", "The second term does not")):
        summaries = page.locator("summary", has_text=words)
        for place in range(summaries.count()):
            summaries.nth(place).click()
        assert page.get_by_text(text).is_visible()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 800}}])
def test_axe_finds_nothing_before_and_after_the_answers(visit, served, options):
    page = visit(served, reduced_motion="reduce", **options).page

    def violations():
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return {each["id"]: [node["target"] for node in each["nodes"]] for each in found}

    assert violations() == {}
    answer_all(page)
    for summary in page.locator("summary", has_text="Solution").all():
        summary.click()
    assert violations() == {}


def test_where_nothing_may_be_kept_nothing_breaks(visit, serve, small_site, tmp_path):
    # In such a frame a browser refuses to keep anything: asking for the store is an error.
    icon, page = '<link rel="icon" href="data:,">', serve(small_site) + PAGE
    (tmp_path / "frame.html").write_text(f'{icon}<iframe sandbox="allow-scripts" src="{page}">')
    here = visit(serve(tmp_path) + "frame.html")
    frame = here.page.frames[1]
    frame.wait_for_load_state("networkidle")
    frame.get_by_label("It doubles.").check()
    assert frame.get_by_text(SEEN[0]).is_visible()
    assert frame.evaluate("localStorage instanceof Storage") is False
    # A frame without an origin gets no fonts from ours either, which is the browser's word and not the page's.
    assert [error for error in here.errors if "fonts/" not in error and "ERR_FAILED" not in error] == []


@pytest.mark.parametrize(
    "kept", ["5", "[]", "no JSON", '{"quiz-0123456789": null}', '{"predict-58349e62ff": {"answer": 1}}']
)
def test_what_is_kept_by_something_else_is_harmless(visit, served, kept):
    here = visit(served)
    here.page.wait_for_load_state("networkidle")
    here.page.evaluate("kept => localStorage.setItem('course-progress', kept)", kept)
    here.page.reload()
    predict(here.page)
    assert told(here.page, 0) == "You chose: It doubles. Not quite."
    assert here.errors == []


def test_paper_shows_what_unfolds_and_a_line_to_write_on(visit, served):
    page = visit(served).page
    page.emulate_media(media="print")
    assert all(page.get_by_text(words).is_visible() for words in (*SEEN, "Eighths.", "The second term does not"))
    assert page.locator(".question button, .guess").locator("visible=true").count() == 0
    assert page.locator(".pencil-answer input").first.is_visible()


def test_a_box_is_known_by_its_word_and_a_mark_that_forced_colours_keep(visit, served):
    page = visit(served, forced_colors="active").page
    words = page.locator(".question-kind").all_inner_texts()
    assert words == ["Predict", "Predict", "Pencil", "Pencil", "Pencil", "Clinic: which mistake is it?"]
    mark = "e => { const style = getComputedStyle(e, '::before'); return [style.content, style.borderTopWidth]; }"
    marks = [tuple(each.evaluate(mark)) for each in page.locator(".question-kind").all()]
    assert len({content for content, _ in marks}) == 3
    assert all(width != "0px" for _, width in marks)
