"""Previews of links: by mouse and by keyboard, of terms, references, equations and claims, also from a file."""

import pytest

CHAPTER = "chapters/backward/chapter.html"
LINKS = {
    "a[href$='#term-chain-rule']": "derivative of a composition",
    ".citation-reference, a[href*='bibliography']": "example",
    "a.internal[href='#equation-eq-w5']": "0.082167041",
    "a[href='#claim-c42']": "After one update of the 2-2-2 example",
}


@pytest.mark.parametrize(("link", "words"), LINKS.items(), ids=["term", "reference", "equation", "claim"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_link_shows_what_it_leads_to(visit, serve, site, link, words, scheme):
    here = visit((serve(site) if scheme == "http" else f"{site.as_uri()}/") + CHAPTER)
    target = here.page.locator(".bd-article").locator(link).first
    target.scroll_into_view_if_needed()
    here.page.wait_for_load_state("networkidle")  # figures that come into view may move it once more
    target.hover()
    preview = here.page.get_by_role("tooltip")
    preview.wait_for()
    assert words in preview.inner_text()
    assert target.get_attribute("aria-describedby") == "preview"
    here.page.keyboard.press("Escape")
    preview.wait_for(state="detached")
    assert here.errors == []


def test_the_keyboard_opens_a_preview_and_leaving_closes_it(visit, serve, site):
    page = visit(serve(site) + CHAPTER).page
    link = page.locator(".bd-article a[href$='#term-chain-rule']").first
    link.scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # from here on the browser shows the focus
    link.focus()
    page.get_by_role("tooltip").wait_for()
    page.evaluate("document.activeElement.blur()")
    page.get_by_role("tooltip").wait_for(state="detached")


def test_a_heading_has_no_preview(visit, serve, site):
    page = visit(serve(site) + CHAPTER).page
    page.locator("h2 a.headerlink").first.hover(force=True)
    page.wait_for_timeout(500)
    assert page.get_by_role("tooltip").count() == 0
