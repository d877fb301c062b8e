"""How many questions are answered: in the contents, on the page of progress, on the path; saved, loaded, forgotten."""

import json
import re
import shutil

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.publishing.site import build_site
from tests.browser import REPOSITORY
from tests.chapters._sphinx.answering import PAGE, again_from_files, answer_all, diagnose, kept, predict, write

PROGRESS = "pages/progress.html"
HEADER = "---\nsummary: It begins.\nquestion: How?\nneeds: []\nminutes: 5\nnotebook_minutes: 6\n---\n"
QUIZ = ":::{{quiz}} {}?\n- [x] Yes.\n\n  So it is.\n- [ ] No.\n\n  It is.\n:::\n"


@pytest.fixture
def base(small_site, serve):
    return serve(small_site)


def row(page, name):
    return page.locator("tbody tr", has=page.get_by_text(name, exact=True)).locator("td").all_inner_texts()[1:]


def marked(page):
    texts = page.locator(".page-toc li > a:has(.section-done)").all_inner_texts()
    return [text.replace("\n", "") for text in texts]


def test_a_section_is_marked_when_all_of_its_questions_are_answered(visit, base):
    page = visit(base + PAGE).page
    predict(page)
    assert marked(page) == []
    diagnose(page)
    assert marked(page) == ["The clinic, all answered"]
    write(page, 0, "1")
    assert marked(page) == ["The clinic, all answered"]
    answer_all(page)
    names = ["Predictions", "By hand", "A number", "A formula and a shape", "The clinic"]
    assert marked(page) == [f"{name}, all answered" for name in names]
    page.reload()
    assert marked(page) == [f"{name}, all answered" for name in names]


def test_a_mark_takes_no_room(visit, base):
    page = visit(base + PAGE).page
    answer_all(page)
    rail = page.locator("nav.page-toc")
    assert marked(page)
    with_marks = rail.bounding_box()
    rail.evaluate("rail => rail.querySelectorAll('.section-done').forEach(mark => mark.remove())")
    assert rail.bounding_box() == with_marks


def test_the_table_tells_how_many_there_are_and_how_many_are_done(visit, base):
    here = visit(base + PROGRESS)
    page = here.page
    assert row(page, "Doing") == ["0 of 2", "0 of 3", "0 of 1", "0", "0 of 6"]
    assert row(page, "A chapter") == ["0", "0", "0", "0 of 2", "0 of 2"]
    page.goto(base + PAGE)
    predict(page)
    answer_all(page)
    page.goto(base + PROGRESS)
    assert row(page, "Doing") == ["2 of 2", "3 of 3", "1 of 1", "0", "6 of 6"]
    assert row(page, "all") == ["2 of 2", "3 of 3", "1 of 1", "0 of 2", "6 of 8"]
    page.get_by_role("link", name="Doing").last.click()
    page.wait_for_url("**/doing.html")
    assert here.errors == []


def test_all_right_options_of_a_question_must_be_found(visit, base):
    page = visit(base + "pages/chapter.html").page
    page.get_by_label("Two.").nth(1).check()
    page.goto(base + PROGRESS)
    assert row(page, "A chapter")[3] == "0 of 2"
    page.goto(base + "pages/chapter.html")
    page.get_by_label("Four.").check()
    page.goto(base + PROGRESS)
    assert row(page, "A chapter")[3] == "1 of 2"


def test_another_tab_counts_at_once(visit, base):
    here = visit(base + PROGRESS)
    other = here.context.new_page()
    other.goto(base + PAGE)
    predict(other)
    here.page.wait_for_function("document.querySelector('tbody').textContent.includes('1 of 2')")


def test_without_a_script_the_table_tells_how_many_there_are(visit, base):
    page = visit(base + PROGRESS, java_script_enabled=False).page
    assert row(page, "Doing") == ["2", "3", "1", "0", "6"]
    assert "only a script can tell" in page.locator("noscript p:visible").inner_text()
    assert page.get_by_role("button", name="Forget all").count() == 0


@pytest.mark.parametrize("scheme", ["http", "file"])
@again_from_files
def test_answers_are_saved_forgotten_and_loaded_by_keyboard(visit, base, small_site, tmp_path, scheme):
    base = base if scheme == "http" else f"{small_site.as_uri()}/"
    here = visit(base + PAGE)
    page, status = here.page, here.page.locator(".progress-actions [role=status]")
    page.on("filechooser", lambda _: None)  # asked for early: else a key may overtake the asking, and none is reported
    answer_all(page)
    page.goto(base + PROGRESS)
    kept(page)
    page.get_by_role("button", name="Save to a file").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = tmp_path / "progress.json"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "progress.json"
    assert len(json.loads(saved.read_text())) == 6
    assert status.inner_text() == "Saved: 6 answers."

    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert row(page, "Doing")[4] == "6 of 6"
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.keyboard.press("Enter")
    assert len(asked) == 2
    assert row(page, "Doing")[4] == "0 of 6"
    assert status.inner_text() == "All is forgotten."

    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.labels[0].textContent").strip() == "Load from a file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(saved)
    page.wait_for_function("document.querySelector('tbody').textContent.includes('6 of 6')")
    assert status.inner_text() == "Loaded: 6 answers."
    page.goto(base + PAGE)
    kept(page)
    assert page.get_by_label("It doubles.").is_checked()
    assert here.errors == []


@pytest.mark.parametrize("text", ["no JSON", "[1, 2]", '{"something": "else"}', "null"])
def test_a_file_without_answers_changes_nothing_and_is_told(visit, base, tmp_path, text):
    here = visit(base + PAGE)
    predict(here.page)
    here.page.goto(base + PROGRESS)
    (tmp_path / "other.json").write_text(text)
    here.page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    here.page.get_by_text("There is no answer in this file").wait_for()
    assert row(here.page, "Doing")[0] == "1 of 2"
    assert here.errors == []


def test_what_is_answered_here_stays_when_a_file_is_loaded(visit, base, tmp_path):
    page = visit(base + PAGE).page
    predict(page)
    name = page.locator(".predict").first.get_attribute("id")
    page.goto(base + PROGRESS)
    other = {"answer": [], "done": False}
    (tmp_path / "other.json").write_text(json.dumps({name: other, "quiz-0123456789": other}))
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    page.get_by_text("Loaded: 2 answers.").wait_for()
    assert row(page, "Doing")[0] == "1 of 2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_progress(visit, base, scheme):
    page = visit(base + PROGRESS, color_scheme=scheme).page
    assert Axe().run(page).response["violations"] == []


# --- The path of a book with chapters ---


@pytest.fixture(scope="module")
def course(once):
    """A book like the course, of two chapters, and its folder."""

    def make(book):
        shutil.copy(REPOSITORY / "_config.yml", book)
        (book / "references.bib").touch()
        (book / "intro.md").write_text("# A course\n\n:::{path}\n:::\n")
        contents = "format: jb-book\nroot: intro\nchapters:\n"
        for name in ("one", "two"):
            folder = book / "chapters" / name
            folder.mkdir(parents=True)
            (folder / "chapter.md").write_text(f"{HEADER}# Chapter {name}\n\n{QUIZ.format('Is it so')}")
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A notebook", id="title")])
            nbformat.write(notebook, folder / "notebook.ipynb")
            contents += f"  - file: chapters/{name}/chapter\n    sections:\n      - file: chapters/{name}/notebook\n"
        (book / "chapters" / "progress.md").write_text("# Your progress\n\n:::{progress}\n:::\n")
        (book / "_toc.yml").write_text(f"{contents}  - file: chapters/progress\n")
        build_site(book, book)
        return book

    return once("course", make)


def test_the_path_tells_quietly_how_far_a_reader_is(visit, serve, course):
    base = serve(course / "_build" / "html")
    here = visit(base + "intro.html")
    counts = here.page.locator(".path .answered")
    assert counts.all_inner_texts() == ["", ""]
    here.page.locator(".path").get_by_role("link", name="Chapter two", exact=True).click()
    here.page.get_by_label("Yes.").check()
    here.page.go_back()
    here.page.wait_for_function("document.querySelectorAll('.path .answered')[1].textContent === '1 of 1 answered'")
    assert counts.first.inner_text() == ""
    assert here.errors == []


@pytest.fixture(scope="module")
def grown(course, tmp_path_factory):
    """The boxes of the first chapter before and after a question was put before its own, and which pages were read."""
    book = shutil.copytree(course, tmp_path_factory.mktemp("grown") / "book", ignore=shutil.ignore_patterns("_build"))
    chapter = build_site(book, book) / "chapters" / "one" / "chapter.html"
    before = boxes(chapter)
    page = book / "chapters" / "one" / "chapter.md"
    page.write_text(page.read_text().replace("# Chapter one\n", f"# Chapter one\n\n{QUIZ.format('And this')}"))
    read = []
    site = build_site(book, book, read.append)
    return site, before, boxes(chapter), {name.strip() for name in read}


def boxes(page):
    return re.findall(r'class="question quiz" id="([^"]+)"', page.read_text(encoding="utf-8"))


def test_the_name_of_a_question_does_not_depend_on_what_stands_before_it(grown):
    site, before, after, _ = grown
    assert len(after) == 2
    assert after[1:] == before
    assert len({*after, *boxes(site / "chapters" / "two" / "chapter.html")}) == 3


def test_a_new_question_counts_on_the_pages_that_tell_and_the_table_is_not_read_again(grown):
    site, _, after, read = grown
    assert "chapters/one/chapter" in read
    assert "chapters/progress" not in read
    for name in ("chapters/progress.html", "intro.html"):
        told = re.findall(r'data-questions="([^"]+)"', (site / name).read_text(encoding="utf-8"))
        assert " ".join(after) in told
