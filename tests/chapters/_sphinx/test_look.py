"""The visual language: the page's colours are the figures', its parts are written with its variables."""

import re

import pytest

from chapters._sphinx.directives.contents import chapters, header
from chapters._sphinx.output.folding import drawn_by
from chapters._sphinx.output.slim import PARTS, SPHINX
from chapters.shared.style import PALETTE, THEMES
from tests.browser import REPOSITORY

SHEETS = SPHINX / "static" / "course"
TOKENS = (SHEETS / "tokens.css").read_text()
ROLE = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def test_the_pages_colours_are_those_of_the_figures():
    for theme, own in zip(THEMES, ({"surface", "link", "conditional", "backward-words"},) * 2, strict=True):
        block = TOKENS[TOKENS.index(f'html[data-theme="{theme}"]') :].split("}")[0]
        colours = dict(ROLE.findall(block))
        figures = {role: pair[THEMES.index(theme)].lower() for role, pair in PALETTE.items()}
        assert {role: colour for role, colour in colours.items() if role not in own} == {
            role: figures[role] for role in colours.keys() - own
        }


def test_each_part_of_the_style_sheet_is_linked_and_has_no_colour_of_its_own():
    assert {path.stem for path in SHEETS.glob("*.css")} == set(PARTS)
    for part in set(PARTS) - {"tokens"}:
        text = (SHEETS / f"{part}.css").read_text()
        assert re.findall(r"#[0-9a-f]{3,6}\b(?=[;\s])", text) == [], part


def test_every_variable_that_is_used_is_there():
    there = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in SHEETS.glob("*.css"))))
    for path in SHEETS.glob("*.css"):
        assert {name for name in re.findall(r"var\((--[\w-]+)", path.read_text()) if "pst" not in name} <= there


@pytest.mark.parametrize("name", chapters(REPOSITORY))
def test_a_chapter_needs_those_whose_layers_its_page_uses(name):
    def needed(chapter):
        needs = header(REPOSITORY / "chapters" / chapter / "chapter.md")["needs"]
        return set(needs).union(*map(needed, needs))

    text = (REPOSITORY / "chapters" / name / "chapter.md").read_text()
    used = set(re.findall(r"^from solutions\.(\w+) import", text, re.MULTILINE))
    before = chapters(REPOSITORY)[: chapters(REPOSITORY).index(name)]
    assert used - {name} <= needed(name) <= set(before)


def test_the_functions_that_a_cell_draws_with_are_found_by_what_was_imported():
    known = {}
    assert drawn_by("from chapters.forward import batches, depth as deep\nx = 1", known) == {}
    cell = "explore(partial(batches.plot_epochs, x))\nshow(deep.plot_depth)\nother.plot_this()\nbatches.run()"
    assert drawn_by(cell, known) == {
        "batches.plot_epochs": "/chapters/forward/batches.py",
        "deep.plot_depth": "/chapters/forward/depth.py",
    }


def test_every_figure_of_a_chapter_comes_before_its_code_and_links_its_function(site):
    for page in sorted(site.glob("chapters/*/chapter.html")):
        text = page.read_text(encoding="utf-8")
        folded = re.findall(r'<details class="figure-code">.*?</details>', text, re.DOTALL)
        assert len(folded) >= 5, page
        assert "Show code cell source" not in text
        assert [each[:300] for each in folded if "plot_" in each and "<p>Drawn by <a" not in each] == [], page


def test_a_listing_stands_in_the_open(site):
    page = (site / "chapters/activations/chapter.html").read_text(encoding="utf-8")
    listing = page.index("slopes_bar")
    assert page.rfind("</details>", 0, listing) > page.rfind('<details class="figure-code">', 0, listing)


@pytest.mark.parametrize(("number", "name"), list(enumerate(chapters(REPOSITORY), 1)))
def test_equations_are_numbered_by_chapter(site, number, name):
    page = (site / "chapters" / name / "chapter.html").read_text(encoding="utf-8")
    shown = re.findall(r'<span class="eqno">\(([\d.]+)\)', page)
    assert shown == [f"{number}.{k}" for k in range(1, len(shown) + 1)]
    assert len(shown) > 5
    referred = re.findall(r'href="#equation-[^"]*">\(?([\d.]+)\)?</a>', page)
    assert referred
    assert set(referred) <= set(shown)


@pytest.mark.parametrize("name", chapters(REPOSITORY))
def test_a_term_has_one_note_where_it_is_first_linked(site, name):
    page = (site / "chapters" / name / "chapter.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'glossary\.html#(term-[\w-]+)"', page))
    notes = re.findall(r'<div class="margin-note" role="note">.*?<dfn>(.*?)</dfn> <span lang="zh">(.*?)</span>', page)
    assert len(notes) == len(set(notes)) == len(linked) > 0
