"""How pages look: the first picture on the first screen, the measure, nothing cut or on top, and nothing that moves.

Each page of the tour is opened once at each width, and all is asked of it there. Of some, pictures are left in
`_build/looks`, for people to look at.
"""

import pytest

from autograder.publishing.release import chapters
from tests.site.looks.seen import ALL_LAID_OUT, SCHEMES, WIDTHS, picture, wrong

PAGES = [
    "intro.html",
    *(f"chapters/{name}/chapter.html" for name in chapters()),
    "chapters/backward/notebook.html",
    "chapters/reference/claims.html",
    "chapters/reference/progress.html",
]
PICTURED = {
    "intro.html": {"title": None},
    "chapters/backward/chapter.html": {"chapter": None, "claim": ".claim", "clinic": ".clinic"},
    "chapters/backward/notebook.html": {"notebook": None},
}
"""Of which pages, or places on them, there are pictures."""
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
"""
MOVE = """
async () => {
  const explorable = document.querySelector("course-explorable");
  const slider = explorable?.querySelector("input[type=range]");
  if (!slider) return;
  slider.value = slider.value === slider.max ? slider.min : slider.max;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  while (explorable.shown !== explorable.wanted) await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}
"""
"""Move a slider from end to end, not as a reader would: what moves within half a second of a touch does not count."""
LOOK = """
() => {
  // What is laid out only near the screen is cut at its own box, a rem beyond it.
  const cut = [...document.querySelectorAll("figure.explorable img")].filter((image) => {
    const box = image.closest("section section > *");
    if (!image.checkVisibility() || !box || getComputedStyle(box).contentVisibility !== "auto") return false;
    return image.getBoundingClientRect().right > box.getBoundingClientRect().right + 17;
  });
  const article = document.querySelector(".bd-article");
  // A notebook may have lines beyond the margin, and what draws a figure is as narrow as it.
  const noted = article.querySelector(".margin-note");
  const long = (code) => code.textContent.split("\\n").some((line) => line.length > 95);
  const may = (box) => !noted && box.matches("pre") && (box.closest(".cell:has(figure)") || long(box));
  const scrolled = [...article.querySelectorAll("pre, .pst-scrollable-table-container")].filter(
    (box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1 && !may(box),
  );
  const picture = [...article.querySelectorAll("figure.explorable img")].find((image) => image.offsetParent);
  const text = [...article.querySelectorAll("section > p")].find((p) => p.textContent.length > 160);
  const line = document.createElement("span");
  line.style.cssText = "position: absolute; white-space: nowrap";
  line.textContent = "The smallest network has one part, and we begin there, because all is in it already.";
  text.append(line);
  const measure = text.clientWidth / (line.getBoundingClientRect().width / line.textContent.length);
  line.remove();
  return {
    cut: cut.map((image) => image.alt.slice(0, 60)),
    scrolled: scrolled.map((box) => box.textContent.trim().slice(0, 60)),
    bottom: picture ? picture.getBoundingClientRect().bottom : null,
    measure,
  };
}
"""
TALLER = """
() => [...document.querySelectorAll("course-explorable:has([data-longest])")].flatMap((explorable) => {
  const readout = explorable.querySelector(".explorable-readout");
  const span = readout.firstElementChild;
  const [height, shown] = [readout.offsetHeight, span.textContent];
  const taller = [...new Set(JSON.parse(explorable.dataset.readouts))].find((text) => {
    span.textContent = text;
    return readout.offsetHeight > height;
  });
  span.textContent = shown;
  return taller ?? [];
})
"""
"""Of each figure, a read-out for which its room is too small: the longest in letters may break into fewer lines."""


@pytest.fixture(scope="module", params=WIDTHS, ids=lambda width: f"{width} px")
def looks(request, browser, serve, site):
    """What is seen of each page at one width, and how much moves on it until its first slider has another frame."""
    width, found = request.param, {}
    some = {320: list(PICTURED), 768: PAGES[::4] + list(PICTURED)}
    with browser.new_context(viewport={"width": width, "height": WIDTHS[width]}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        for name in dict.fromkeys(some.get(width, PAGES)):
            page.goto(serve(site) + name, wait_until="load")
            look = page.evaluate(LOOK)
            page.evaluate(MOVE)
            look["shifts"] = page.evaluate("shifts.reduce((sum, each) => sum + each, 0)")
            page.add_style_tag(content=ALL_LAID_OUT)
            found[name] = {**look, "wrong": wrong(page), "taller": page.evaluate(TALLER)}
            for scheme in SCHEMES if name in PICTURED else ():
                page.emulate_media(color_scheme=scheme)
                page.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
                for kind, place in PICTURED[name].items():
                    picture(page, f"{kind}-{width}-{scheme}", place)
            page.emulate_media(color_scheme="light")
    return width, found


def test_the_first_picture_of_each_chapter_is_seen_without_scrolling(looks):
    width, found = looks
    hidden = {name: look["bottom"] for name, look in found.items() if name.endswith("chapter.html")}
    if width > 320:
        assert {name: bottom for name, bottom in hidden.items() if bottom > WIDTHS[width]} == {}


def test_nothing_is_too_small_or_cut_or_beyond_the_screen_or_on_top_of_anything(looks):
    assert {name: look["wrong"] for name, look in looks[1].items() if look["wrong"]} == {}


def test_no_picture_is_cut_where_its_cell_ends(looks):
    assert {name: look["cut"] for name, look in looks[1].items() if look["cut"]} == {}


def test_tables_and_listings_fit_beside_the_sidebar(looks):
    width, found = looks
    if width == max(WIDTHS):
        assert {name: look["scrolled"] for name, look in found.items() if look["scrolled"]} == {}


def test_no_readout_is_taller_than_the_room_kept_for_it(looks):
    assert {name: look["taller"] for name, look in looks[1].items() if look["taller"]} == {}


def test_nothing_moves_while_a_page_and_its_frames_come(looks):  # but letters of formulas, by a hair
    assert {name: look["shifts"] for name, look in looks[1].items() if look["shifts"] > 0.005} == {}


def test_a_line_has_65_to_75_letters_on_a_desk(looks):
    width, found = looks[0], dict(looks[1])
    if width == max(WIDTHS):
        del found["intro.html"]  # its first lines stand beside its figure
        assert {name: look["measure"] for name, look in found.items() if not 65 <= look["measure"] <= 75} == {}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("chain rule", "The derivative of a composition"),
        ("Why a sum and no mean?", "If the loss is a mean over the batch"),
    ],
    ids=["a term", "an aside"],
)
def test_a_note_stands_beside_the_text_or_unfolds_in_it(visit, serve, site, title, words):
    address = serve(site) + "chapters/backward/chapter.html"
    wide, narrow = (visit(address, viewport={"width": width, "height": WIDTHS[width]}).page for width in (1400, 390))
    note = wide.locator(".margin-note", has_text=words)
    text = note.locator("xpath=following-sibling::p").first
    assert note.get_by_text(words).is_visible()
    assert note.bounding_box()["x"] > text.bounding_box()["x"] + text.bounding_box()["width"]
    note = narrow.locator(".margin-note", has_text=words)
    assert not note.get_by_text(words).is_visible()
    note.get_by_text(title).click()
    assert note.get_by_text(words).is_visible()


def test_on_paper_an_aside_is_read_and_a_term_is_looked_up(visit, serve, site):
    page = visit(serve(site) + "chapters/backward/chapter.html").page
    page.emulate_media(media="print")
    assert page.get_by_text("If the loss is a mean over the batch").is_visible()
    assert not page.get_by_text("The derivative of a composition").is_visible()


def test_the_rail_tells_the_section_and_opens_by_keyboard(visit, serve, site):
    page = visit(serve(site) + "chapters/backward/chapter.html#pitfalls", viewport={"width": 1400, "height": 900}).page
    here = page.locator(".page-toc a.here")
    here.wait_for()
    assert here.inner_text() == "Pitfalls"
    rail = page.locator("#pst-secondary-sidebar")
    assert rail.bounding_box()["width"] < 50
    here.focus()
    assert rail.bounding_box()["width"] > 250


def test_the_menu_of_a_chapter_moves_nothing(visit, serve, site):
    page = visit(serve(site) + "chapters/backward/chapter.html", viewport={"width": 390, "height": 844}).page
    picture = page.locator("figure.explorable").first
    before = picture.bounding_box()
    page.locator(".at-hand summary").click()
    assert page.locator(".at-hand").get_by_role("link", name="Download").is_visible()
    assert picture.bounding_box() == before
