"""What makes a build fail, what makes a page run again, and what the style sheet keeps."""

import json
import re
import shutil

import nbformat
import pytest
import sphinxcontrib.katex

from autograder.publishing.site import SiteError, build_site
from chapters._sphinx.dependencies import dependencies
from chapters._sphinx.output.slim import purge
from chapters._sphinx.timings import PHASES
from tests.browser import REPOSITORY

ALWAYS_WRITTEN = ("intro.html", "404.html", "genindex.html", "index.html", "search.html")
"""The root's page, and what Sphinx writes without a source."""


@pytest.fixture
def book(tmp_path):
    """A book of one page without cells, quick to build."""
    shutil.copy(REPOSITORY / "_config.yml", tmp_path)
    (tmp_path / "references.bib").touch()
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: intro\n")
    return tmp_path


MISTAKES = {
    r"$\frac{1}{$": "KaTeX cannot render the formula",
    "[nowhere](nowhere.md)": "nowhere",
    ":::{quiz} Which?\n- [ ] This.\n\n  No.\n:::": "needs an option marked",
    ":::{quiz} Which?\n- [x] This.\n:::": "has an explanation",
    ":::{claim} C01\n:verdict: holds\n\nSo.\n\nFound\n: Nothing.\n:::": "its list has Found",
    ":::{claim} C01\n:verdict: perhaps\n\nSo.\n:::": "perhaps",
}
"""What a page may say, and what is told of it."""
HINT_AND_SOLUTION = ":::{hint}\nThink.\n:::\n:::{solution}\nSo.\n:::\n"
NO_QUESTIONS = {
    ":::{predict} Which?\n- [x] This.\n\n  Yes.\n- [ ] That.\n\n  No.\n:::": "ends with what to see",
    ":::{predict} Which two?\n- [x] This.\n\n  Yes.\n- [x] That.\n\n  Yes.\n\nSee.\n:::": "one option marked [x]",
    ":::{predict} Nothing?\nText.\n:::": "a list of options, or the numbers of a slider",
    ":::{predict} How many?\n:low: 0\n:high: 1\n:step: 0.1\n\nSee.\n:::": "needs :answer:",
    ":::{predict} How many now?\n:low: 0\n:high: 1\n:step: 0.1\n:answer: 2\n\nSee.\n:::": ":answer: between them",
    ":::{quiz} Only one?\n- [x] This.\n\n  Yes.\n:::": "2 to 5 options, not 1",
    ":::{quiz} Alike?\n- [x] This.\n\n  Yes.\n- [ ] This.\n\n  No.\n:::": "options of this quiz have the same words",
    ":::{clinic} Twice?\n- [x] A.\n\n  Yes.\n- [ ] B.\n\n  No.\n:::\n"
    * 2: "two questions of this page have the same words",
    ":::{clinic} No list?\nText.\n:::": "a clinic ends with the list of its options",
    f"::::{{pencil}} None?\n\n{HINT_AND_SOLUTION}::::": "one of the options :number:, :formula:, :shape:",
    f"::::{{pencil}} Unknown?\n:formula: x + y\n:at: x from 0 to 1\n\n{HINT_AND_SOLUTION}::::": "'y' is nothing",
    f"::::{{pencil}} Nowhere?\n:formula: log(x)\n:at: x from -1 to 0\n\n{HINT_AND_SOLUTION}::::": "'log(x)'",
    f"::::{{pencil}} Ranges?\n:formula: x\n:at: x in 0..1\n\n{HINT_AND_SOLUTION}::::": "written as in 'x from 0 to 1",
    f"::::{{pencil}} Taken?\n:formula: exp\n:at: exp from 0 to 1\n\n{HINT_AND_SOLUTION}::::": "'exp' is the name of",
    "::::{pencil} Unsolved?\n:number: 1\n\n:::{hint}\nThink.\n:::\n::::": "ends with one hint and one solution",
    ":::{solution}\n:::": "a solution has a text",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of a book in which each mistake has a page, and all questions that are none have one more."""
    book = tmp_path_factory.mktemp("mistakes")
    shutil.copy(REPOSITORY / "_config.yml", book)
    (book / "references.bib").touch()
    texts = [*MISTAKES, "\n\n".join(NO_QUESTIONS)]
    for number, text in enumerate(texts):
        (book / f"page{number}.md").write_text(f"# A page\n\n{text}\n")
    others = "".join(f"\n- file: page{number}" for number in range(1, len(texts)))
    (book / "_toc.yml").write_text(f"format: jb-book\nroot: page0\nchapters:{others}\n")
    with pytest.raises(SiteError) as failure:
        build_site(book, book)
    return str(failure.value), (book / "_build" / "site.log").read_text()


def _problems(log):
    return [line for line in log.splitlines() if re.search("WARNING|ERROR", line)]


@pytest.mark.parametrize(("number", "reason"), list(enumerate(MISTAKES.values())), ids=MISTAKES.values())
def test_a_mistake_in_a_page_is_told_with_its_page_and_its_reason(told, number, reason):
    _, log = told
    assert [line for line in _problems(log) if f"page{number}.md" in line and reason in line]


def test_the_build_fails_with_its_first_reason(told):
    message, log = told
    assert _problems(log)[0].strip() in message
    assert re.search(r"page\d\.md", message)
    assert any(reason in message for reason in (*MISTAKES.values(), *NO_QUESTIONS.values()))


def test_each_question_that_is_none_is_told(told):
    _, log = told
    assert [reason for reason in NO_QUESTIONS.values() if reason not in log] == []


def test_a_failing_cell_fails_the_build(book):
    header = "---\njupytext: {text_representation: {extension: .md, format_name: myst}}\n---\n"
    (book / "intro.md").write_text(header + "# A page\n\n```{code-cell}\nraise ValueError('oh no')\n```\n")
    with pytest.raises(SiteError, match=r"intro\.md: WARNING: .*: CellExecutionError: ValueError: oh no \("):
        build_site(book, book)


def test_a_folder_without_a_book_is_told(tmp_path):
    with pytest.raises(SiteError, match=r"has no _toc\.yml"):
        build_site(tmp_path, tmp_path)


def test_a_change_in_a_helper_runs_the_pages_that_import_it_and_no_others(small_book, tmp_path):
    book = shutil.copytree(small_book, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))
    site = build_site(book, book)
    executed = book / "_build" / ".jupyter_cache" / "executed"
    before = set(executed.iterdir())
    pages = []
    build_site(book, book, pages.append)
    assert pages == []
    assert set(executed.iterdir()) == before
    helper = book / "helper.py"
    helper.write_text(helper.read_text().replace("a line of slope", "a line with slope"))
    build_site(book, book, pages.append)
    assert [page.strip() for page in pages] == ["pages/chapter"]
    added = set(executed.iterdir()) - before
    assert len(added) == 1
    assert "helper" in "".join(cell.source for cell in nbformat.read(added.pop() / "base.ipynb", 4).cells)
    assert "a line with slope 1" in (site / "pages" / "chapter.html").read_text()


def test_a_change_in_a_text_makes_this_page_again_and_runs_no_cell(small_book, tmp_path):
    book = shutil.copytree(small_book, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))
    site = build_site(book, book)
    executed = book / "_build" / ".jupyter_cache" / "executed"
    before = set(executed.iterdir())
    written = {page: page.stat().st_mtime_ns for page in site.rglob("*.html")}
    page = book / "pages" / "chapter.md"
    page.write_text(page.read_text().replace("Look back at", "Look once more at"))
    read = []
    build_site(book, book, read.append)
    assert [page.strip() for page in read] == ["pages/chapter"]
    assert set(executed.iterdir()) == before
    assert "Look once more at" in (site / "pages" / "chapter.html").read_text()
    changed = {page.relative_to(site).as_posix() for page, then in written.items() if page.stat().st_mtime_ns != then}
    assert {"pages/chapter.html"} <= changed <= {"pages/chapter.html", *ALWAYS_WRITTEN}


def test_where_the_time_went_is_recorded(small_book, small_site):
    record = json.loads((small_book / "_build" / "timings.json").read_text())
    assert list(record["phases"]) == [phase for phase, _, _ in PHASES]
    assert all(seconds >= 0 for seconds in record["phases"].values())
    page = record["pages"]["pages/chapter"]
    assert list(record["pages"]) == ["pages/chapter"]
    assert page["frames"] == 2 * (2 * (5 * 2 + 2 + 1 + 4) + 2 * 3)  # two themes; two widths, but for small figures
    assert page["crowded"] == []
    assert 0 < page["drawing"] < page["cells"]


def test_imports_are_followed_through_the_project(tmp_path):
    (tmp_path / "package").mkdir()
    for name, code in {"__init__": "", "a": "from package import b", "b": "import numpy", "c": ""}.items():
        (tmp_path / "package" / f"{name}.py").write_text(code)
    (tmp_path / "alone.py").write_text("")
    found = dependencies("import os\nfrom package.a import anything", tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in found} == {
        f"package/{name}.py" for name in ("__init__", "a", "b")
    }


def test_the_style_sheet_keeps_what_can_match():
    css = """
    /* gone */ .used, .unused { color: red } .unused { color: blue } p:not(.unused) { margin: 0 }
    .used:is(.unused, p) > a { top: 0 } @media print { .unused { left: 0 } #mark .used { left: 1px } }
    @font-face { font-family: "Font Awesome 6"; src: url(x.woff2) } @font-face { font-family: Ours; src: url(y.woff2) }
    @keyframes turn { from { top: 0 } to { top: 1px } } .w-50\\% { width: 50% }
    """
    kept = purge(css, {"used", "mark", "w-50%"})
    assert ".unused{" not in kept
    assert ".used{color: red}" in kept
    assert "p:not(.unused){margin: 0}" in kept
    assert ".used:is(.unused, p) > a{" in kept
    assert "@media print{#mark .used{" in kept
    assert "Font Awesome" not in kept
    assert "Ours" in kept
    assert "@keyframes turn{" in kept
    assert ".w-50\\%{" in kept


def test_the_style_sheet_of_katex_is_of_the_version_that_renders():
    readme = (REPOSITORY / "chapters/_sphinx/static/katex/README.md").read_text()
    assert f"`katex` {sphinxcontrib.katex.katex_version}," in readme
