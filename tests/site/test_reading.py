"""Ways to read: as files without a server, with the network cut, at 400 %, by keyboard alone, on paper."""

import pytest

from tests.site.conftest import pages

CHAPTER = "chapters/backward/chapter.html"


def test_every_page_works_from_a_file_with_the_network_cut(visit, site):
    moved = 0
    for name in pages(site):
        here = visit("about:blank")
        here.context.set_offline(True)
        here.page.goto(f"{site.as_uri()}/{name}", wait_until="load")
        explorable = here.page.locator("course-explorable", has=here.page.locator("input[type=range]")).first
        if explorable.count():
            picture = explorable.locator("img:visible").first.element_handle()
            before = picture.get_attribute("src")
            slider = explorable.locator("input[type=range]").first
            slider.press("ArrowLeft" if slider.input_value() == slider.get_attribute("max") else "ArrowRight")
            here.page.wait_for_function("([image, src]) => image.getAttribute('src') !== src", arg=[picture, before])
            moved += 1
        assert all(url.startswith(("file:", "data:", "blob:", "about:")) for url in here.requests)
        assert here.errors == [], name
        here.context.close()
    assert moved >= 3


def test_search_works_from_a_file(visit, site):
    here = visit(f"{site.as_uri()}/search.html?q=gradient")
    here.page.locator("#search-results li a").first.wait_for()


# 1280 pixels at 400 % are 320: WCAG 1.4.10 asks that nothing has to be scrolled in two directions.
def test_at_400_percent_a_page_reads_in_one_column(visit, serve, site):
    options = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
    page = visit("about:blank", **options).page
    for name in pages(site):
        page.goto(serve(site) + name, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


IN_VIEW = "(e) => { const { top } = e.getBoundingClientRect(); return top >= 0 && top < innerHeight; }"


@pytest.mark.parametrize("anchor", ["claim-c43", "equation-eq-w5", "quiz"])
def test_an_address_with_an_anchor_leads_there(visit, serve, site, anchor):
    page = visit(f"{serve(site)}{CHAPTER}#{anchor}").page
    page.wait_for_function(IN_VIEW, arg=page.locator(f"#{anchor}").first.element_handle())


KIND = """
() => {
  const focused = document.activeElement;
  if (focused.matches("course-explorable *")) return "explorable";
  if (focused.matches(".quiz *")) return "quiz";
  return focused.matches(".right-next") ? "next" : "";
}
"""


def test_the_keyboard_gets_from_the_top_through_slider_and_quiz_to_the_next_page(visit, serve, site):
    page = visit(serve(site) + CHAPTER).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    reached = []
    for _ in range(400):
        page.keyboard.press("Tab")
        kind = page.evaluate(KIND)
        if kind and kind not in reached:
            reached.append(kind)
        if kind == "next":
            break
    assert reached == ["explorable", "quiz", "next"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/notebook.html")


SEEN = """
() => {
  const focused = document.activeElement, box = focused.getClientRects()[0];
  if (!box || box.bottom < 0 || box.top > innerHeight) return false;
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;  // of what is on the screen
  const top = document.elementFromPoint(box.left + box.width / 2, middle);
  return top && (focused.contains(top) || top.contains(focused));
}
"""


def test_whatever_has_the_focus_can_be_seen(visit, serve, site):
    page = visit(serve(site) + CHAPTER, viewport={"width": 375, "height": 700}).page
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_function(SEEN)


def test_on_paper_a_chapter_has_all_sections_and_explanations_and_no_controls(visit, serve, site):
    page = visit(serve(site) + CHAPTER, color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".bd-sidebar-primary:visible, .explorable-control input:visible").count() == 0
    assert page.locator(".quiz-explanation:visible").count() == page.locator(".quiz-explanation").count() > 10
    assert page.locator("figure.explorable img.frame-light:visible").count() > 5
    assert page.locator("figure.explorable img.frame-dark:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.pdf().count(b"/Type /Page\n") > 8
