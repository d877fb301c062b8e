"""Readers whose browser is not like ours: search, copies, translation, forced colours, narrow screens, lost ways."""

import re

import pytest

from chapters._sphinx.output.missing import PAGE
from chapters._sphinx.output.searching import other_words
from tests.site.conftest import pages

CHAPTER = "chapters/backward/chapter.html"
RESULTS = "[...document.querySelectorAll('#search-results li > a')].map((link) => link.href)"
FINISHED = "/^(Search finished|Your search did not)/.test(document.querySelector('#search-results p')?.innerText)"
REFUSED = "Storage.prototype.setItem = () => { throw new DOMException('refused', 'SecurityError'); }"


@pytest.fixture(scope="module")
def found(browser, serve, site):
    """The addresses that a search finds, the best first, and what it says."""
    page = browser.new_page()

    def search(words):
        page.goto(f"{serve(site)}search.html?q={words}", wait_until="load")
        page.wait_for_function(
            "document.querySelector('#search-results .search-summary')?.innerText.includes('finished')"
        )
        said = page.locator("#search-results").inner_text()
        return [url.removeprefix(serve(site)) for url in page.evaluate(RESULTS)], said

    yield search
    page.close()


@pytest.mark.parametrize(
    ("words", "chapter"),
    [("backprop", "backward"), ("BN", "batchnorm"), ("反向传播", "backward"), ("bn layer", "batchnorm")],
)
def test_search_knows_other_words_for_a_term(found, words, chapter):
    addresses, said = found(words)
    assert any(f"chapters/{chapter}/" in address for address in addresses[:3])
    assert "Also searched for: " in said


def test_search_puts_the_bibliography_behind_the_pages_that_explain(found):
    addresses, said = found("Backpropagation")
    places = [address for address in addresses if "bibliography" in address]
    assert places
    assert addresses.index(places[0]) > max(k for k, address in enumerate(addresses) if "/chapter.html" in address)
    assert "Also searched for" not in said


def test_search_works_in_a_frame_that_may_keep_and_fetch_nothing(visit, serve, site, tmp_path):
    address = f"{serve(site)}search.html?q=gradient"
    (tmp_path / "frame.html").write_text(
        f'<link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="{address}">'
    )
    here = visit(serve(tmp_path) + "frame.html")
    frame = here.page.frames[1]
    frame.locator("#search-results li a").nth(5).wait_for()
    # Letters are refused there, too, and others stand in; of pages, none is asked for.
    assert [error for error in here.errors if "fetch" in error or ".html" in error] == []


def test_search_works_where_the_browser_refuses_to_keep_anything(visit, serve, site):
    here = visit("about:blank")
    here.page.add_init_script(REFUSED)
    here.page.goto(f"{serve(site)}search.html?q=gradient")
    here.page.locator("#search-results li a").nth(5).wait_for()


def test_a_search_without_its_index_says_so(visit, serve, site):
    page = visit("about:blank").page
    page.route("**/searchindex.js", lambda route: route.abort())
    page.goto(f"{serve(site)}search.html?q=gradient")
    page.get_by_text("cannot load its index").wait_for()


def test_other_words_are_chinese_equivalents_short_forms_and_what_also_names():
    glossary = """<dl class="glossary"><dt>mean squared error<a class="headerlink">#</a></dt><dt>均方误差 (MSE)</dt>
    <dd><p>The mean. Short: MSE. Also: L2 loss, quadratic
    loss.</p></dd><dt>nat</dt><dt>奈特</dt><dd><p>A unit.</p></dd></dl>"""
    terms = {"mse", "l2 loss", "quadratic loss", "均方误差"}
    assert other_words(glossary) == {**dict.fromkeys(terms, "mean squared error"), "奈特": "nat"}


COPY = """
() => {
  const range = document.createRange();
  const [first, last] = [document.querySelector(".bd-article p .katex"), document.querySelector("div.math")];
  range.setStart(first.querySelector(".katex-html .mord").firstChild, 0);
  range.setEndAfter(last);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const copied = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
  document.dispatchEvent(copied);
  return ["text/plain", "text/html"].map((type) => copied.clipboardData.getData(type));
}
"""


def test_a_copied_formula_comes_once(visit, serve, site):
    page = visit(serve(site) + CHAPTER).page
    text, html = page.evaluate(COPY)
    assert text.startswith("$L$ is one number")
    assert re.search(r"\$\$\\bar .+\$\$", text, re.DOTALL)
    assert "katex-html" not in html
    assert "<math" in html


def test_translation_leaves_formulas_and_chinese_terms_name_their_language(visit, serve, site):
    page = visit(serve(site) + CHAPTER).page
    assert page.locator(".katex").count() == page.locator("[translate=no] .katex").count() > 100
    for name in ("chapters/reference/glossary.html", "genindex.html"):
        page.goto(serve(site) + name)
        bare = "(e) => e.textContent.match(/[\\u4e00-\\u9fff]/) && !e.children.length && !e.closest('[lang=zh], .math')"
        assert page.evaluate(f"[...document.querySelectorAll('article *')].filter({bare}).length") == 0
        assert page.locator("article [lang=zh]").count() > 100


def test_icons_stay_in_forced_colours(visit, serve, site):
    page = visit(serve(site) + CHAPTER, forced_colors="active").page
    icons = page.locator(".fa-solid:visible")
    assert icons.count() >= 3
    paper = "getComputedStyle(document.body).backgroundColor"
    for icon in icons.all():
        assert icon.evaluate(f"(e) => getComputedStyle(e).backgroundColor !== {paper}")


UNREACHABLE = """
() => [...document.querySelectorAll("article div.math")].filter((box) => {
  const edge = box.getBoundingClientRect().left;
  return [...box.querySelectorAll(".katex-html .base")].some((part) => part.getBoundingClientRect().left < edge - 1);
}).map((box) => box.textContent.slice(0, 80))
"""


def test_every_formula_begins_within_its_box_on_a_narrow_phone(visit, serve, site):
    page = visit("about:blank", viewport={"width": 320, "height": 800}).page
    for name in [name for name in pages(site) if name.endswith(("chapter.html", "notebook.html"))]:
        page.goto(serve(site) + name, wait_until="load")
        page.add_style_tag(content="article * { content-visibility: visible !important; }")
        assert page.evaluate(UNREACHABLE) == [], name


def test_in_the_dark_the_result_of_a_check_has_the_paper_of_the_page(visit, serve, site):
    page = visit(serve(site) + "chapters/backward/notebook.html", color_scheme="dark").page
    colours = "(boxes) => boxes.map((box) => getComputedStyle(box).backgroundColor)"
    assert set(page.locator("article .cell_output .text_html").evaluate_all(colours)) == {"rgba(0, 0, 0, 0)"}


def test_a_lost_reader_finds_the_way_back(visit, serve, small_site):
    page = visit(f"{serve(small_site)}{PAGE}.html").page
    page.get_by_role("link", name="the title page").click()
    page.wait_for_url("**/intro.html")
