"""The printed edition: the small book is joined and printed, and a chapter of the course looked at as it would be."""

import os
import shutil
from zipfile import ZipFile

import numpy as np
import pikepdf
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import CourseError
from autograder.publishing.printing import edition, paper
from autograder.publishing.printing.book import contents, join
from autograder.publishing.printing.figures import Control, index, telling
from autograder.publishing.printing.packing import pack_pictures
from chapters._sphinx.output.downloads import BOOK, SITE
from tests.site.test_links import broken_links


@pytest.fixture(scope="module")
def document(small_book, small_site):
    return BeautifulSoup(join(small_site, contents(small_book)), "html.parser")


@pytest.fixture(scope="module")
def made(small_book, small_site, tmp_path_factory):
    """A copy of the small site after its book was printed and offered, and what was made."""
    if paper.browser() is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    folder = tmp_path_factory.mktemp("edition")
    site = shutil.copytree(small_site, folder / "html")
    return site, edition.write_edition(small_book, site, folder / "printed", "", tell=lambda line: None)


def test_every_link_within_the_book_leads_somewhere_and_all_others_leave_it(document):
    places = {place["id"] for place in document.select("[id]")}
    assert len(places) == len(document.select("[id]"))
    addresses = [link["href"] for link in document.select("a[href]")]
    inside = {address[1:] for address in addresses if address.startswith("#")}
    assert inside <= places
    assert {"pages-chapter--claim-c07", "pages-chapter--equation-eq-one", "pages-chapter"} <= inside
    assert all(address.startswith(("#", "http")) for address in addresses)
    assert {place["data-page-of"] for place in document.select("[data-page-of]")} <= inside


def test_answers_stand_at_the_end_and_lead_back(document):
    asked, answers = document.select(".question"), document.select(".answer")
    assert len(asked) == len(answers) > 4
    assert not document.select(".question .quiz-explanation, .question details, .question input")
    for question, answer in zip(asked, answers, strict=True):
        assert question.select_one(".answer-at a")["href"] == f"#{answer['id']}"
        assert answer.select_one(".answer-head a")["href"] == f"#{question['id']}"
        assert question.find_next("div", class_="answer") is not None
    assert document.select_one(".answer .quiz-explanation").get_text().startswith("A. Not quite.")
    assert "Solution" in [part.get_text() for part in document.select(".answer-part")]


def test_an_aside_is_printed_and_all_answers_have_one_name_of_their_pages(document):
    assert [note["class"] for note in document.select(".margin-note")] == [["margin-note", "aside"]]
    assert document.select_one(".margin-note details").has_attr("open")
    answers = document.select("section.answers")
    assert answers
    style = document.select_one("style").get_text()
    assert ".part.answers { page: answers; }" in style
    assert not any(f"#{section['id']} {{ page" in style for section in answers)


def test_figures_show_settings_with_captions_and_nothing_for_the_dark(document, small_site):
    sources = [picture["src"] for picture in document.select("img")]
    assert all((small_site / source).is_file() for source in sources)
    assert not any(".dark." in source for source in sources)
    captions = [caption.get_text() for caption in document.select(".setting .caption")]
    assert captions[:3] == ["slope 1; dashed off.", "slope -2; dashed off.", "slope 2; dashed off."]
    assert not document.select("course-explorable, .explorable-controls")


def test_a_setting_is_first_the_author_s_and_then_the_ends_of_the_longest_control():
    dashed, slope = Control("dashed", ["off", "on"], 0), Control("slope", [*"01234"], 1)
    assert telling([dashed, slope]) == [(0, 1), (0, 0), (0, 4)]
    assert telling([Control("slope", [*"01234"], 0)]) == [(0,), (2,), (4,)]
    assert telling([dashed]) == [(0,), (1,)]
    assert [index([dashed, slope], places) for places in ((0, 1), (1, 0))] == [1, 5]


def test_the_pdf_has_an_outline_and_tells_the_pages_of_what_it_refers_to(made):
    site, (pdf, _) = made
    assert not (site / "printed.html").exists()
    with pikepdf.open(pdf) as book:
        assert str(book.docinfo.Title) == "Deep Learning by Hand"
        with book.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[:2] == ["A small book", "A chapter"]
        assert "Answers: A chapter" in titles
        at = paper.places(book)
        assert at["intro"] == 3 < at["pages-chapter"] < at["pages-other"]
        links = [link for page in book.pages for link in page.get("/Annots", []) if "/Dest" in link]
        assert {str(link.Dest).lstrip("/") for link in links} <= set(at)


def test_a_heading_that_moved_to_the_next_page_is_told_once():
    assert [paper.once(title) for title in ("QuizQuiz", "Quiz", "", "aba")] == ["Quiz", "Quiz", "", "aba"]


def test_a_number_stands_behind_a_link():
    place = '<a href="#x">Answer</a><span class="page-of" data-page-of="x">{}</span>'
    assert paper.number(place.format(""), {"x": 7}) == place.format(7)
    assert paper.number(place.format(7), {"x": 8}) == place.format(8)
    assert paper.number(place.format(7), {}) == place.format("")


def test_the_zip_is_the_site_and_reads_without_a_network(made, tmp_path):
    _, (_, archive) = made
    ZipFile(archive).extractall(tmp_path)
    folder = tmp_path / "deep-learning-by-hand"
    assert (folder / "index.html").exists()
    assert (folder / "downloads" / BOOK).exists()
    assert not (folder / "downloads" / SITE).exists()
    assert broken_links(folder) == []


def test_the_site_offers_both(made):
    site, _ = made
    offered = BeautifulSoup((site / "intro.html").read_text(encoding="utf-8"), "html.parser").select(".offered a")
    assert [link["href"] for link in offered] == [f"downloads/{BOOK}", f"downloads/{SITE}"]
    assert broken_links(site) == []


def test_without_a_site_or_a_browser_one_sentence_says_so(tmp_path, small_book, monkeypatch):
    with pytest.raises(CourseError, match="make site"):
        edition.write_edition(small_book, tmp_path, tmp_path, "", tell=print)
    monkeypatch.setattr(paper, "browser", lambda: None)
    with pytest.raises(CourseError, match="apt install chromium"):
        paper.print_book("", tmp_path, tmp_path / BOOK, "", "", tell=print)


@pytest.mark.parametrize("there", [True, False])
def test_where_no_font_has_chinese_letters_one_sentence_says_what_to_install(monkeypatch, there):
    monkeypatch.setattr(paper, "letters", lambda language: there)
    monkeypatch.setattr(edition, "write_edition", lambda *_, **__: [])
    done = CliRunner().invoke(app, ["print"])
    assert done.exit_code == 0
    assert ("apt install fonts-noto-cjk" in done.output) == (not there)


OUTSIDE = """
() => [...document.querySelectorAll(".katex-display > .katex, table, img, pre, .caption")]
  .filter((part) => part.getBoundingClientRect().right > document.body.getBoundingClientRect().right + 1)
  .map((part) => part.textContent.slice(0, 60))
"""


WHOLE = """
() => [...document.querySelectorAll("main *")]
  .filter((part) => getComputedStyle(part).breakInside === "avoid" && part.getBoundingClientRect().height > 480)
  .map((part) => part.className || part.tagName)
"""
"""What may not break and is as high as half a page: it would leave the page before it half empty."""


@pytest.fixture
def paper_of(visit, site, once):
    """Pages of the course as they are printed."""
    addresses = [f"chapters/regularization/{page}.html" for page in ("chapter", "notebook")]

    def copy(folder):
        for name in ("_static", "_frames"):
            (folder / name).symlink_to(site / name)
        (folder / "book.html").write_text(join(site, ["intro.html", *addresses, "genindex.html"]), encoding="utf-8")
        return folder

    page = visit((once("paper", copy) / "book.html").as_uri()).page
    page.emulate_media(media="print")
    return page


def test_nothing_of_a_chapter_is_wider_than_the_paper(paper_of):
    assert paper_of.evaluate(OUTSIDE) == []


def test_nothing_of_a_chapter_that_is_as_high_as_half_a_page_stays_whole(paper_of):
    assert paper_of.evaluate(WHOLE) == []


@pytest.mark.parametrize(("colours", "smaller"), [(1, True), (2, True), (256, True), (257, False)])
def test_a_picture_of_few_colours_gets_a_palette_and_no_point_another_colour(tmp_path, colours, smaller):
    rng = np.random.default_rng(colours)
    palette = rng.permutation(np.arange(2**24, dtype=np.uint32))[:colours].view(np.uint8).reshape(-1, 4)[:, :3]
    points = palette[np.r_[np.arange(colours), rng.integers(colours, size=64 * 64 - colours)]]
    book = pikepdf.new()
    drawn = {"Width": 64, "Height": 64, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceRGB}
    picture = pikepdf.Stream(book, points.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **drawn)
    book.Root.picture = book.make_indirect(picture)
    pack_pictures(book)
    book.save(tmp_path / "packed.pdf")
    with pikepdf.open(tmp_path / "packed.pdf") as packed:
        written = packed.Root.picture
        assert (written.get("/Filter") == "/FlateDecode" and len(written.read_bytes()) == 64 * 64) == smaller
        seen = pikepdf.PdfImage(written).as_pil_image().convert("RGB")
        assert (np.asarray(seen).reshape(-1, 3) == points).all()


def test_what_is_grey_is_left_as_it_is():
    book = pikepdf.new()
    drawn = {"Width": 2, "Height": 2, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray}
    mask = book.make_indirect(pikepdf.Stream(book, b"\0\1\2\3", Subtype=pikepdf.Name.Image, **drawn))
    pack_pictures(book)
    assert (mask.ColorSpace, mask.read_bytes()) == ("/DeviceGray", b"\0\1\2\3")
