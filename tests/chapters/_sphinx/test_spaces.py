"""What belongs together stays in one line, at every width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapters._sphinx.output.spaces import tie

SPACE, JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
# The marks that stand in another line than the formula beside them, each with the width at which they do.
PARTED = """
(paragraph) => {
  const middle = (box) => (box.top + box.bottom) / 2;
  const range = document.createRange();
  const found = [];
  for (let width = 90; width < 700; width += 3) {
    paragraph.style.width = `${width}px`;
    for (const tied of paragraph.querySelectorAll(".tied")) {
      const formula = tied.querySelector(".katex-html").getBoundingClientRect();
      for (const text of [...tied.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.length)) {
        range.selectNode(text);
        if (Math.abs(middle(range.getBoundingClientRect()) - middle(formula)) > 10) found.push([width, text.data]);
      }
    }
  }
  return found;
}
"""

# The widths at which a factor and its power of ten stand in two lines.
BROKEN = """
(paragraph) => {
  const middle = (box) => (box.top + box.bottom) / 2;
  const found = [];
  for (let width = 40; width < 300; width += 3) {
    paragraph.style.width = `${width}px`;
    const [factor, power] = [...paragraph.querySelectorAll(".power .base")].map((base) => base.getBoundingClientRect());
    if (Math.abs(middle(factor) - middle(power)) > 10) found.push(width);
  }
  return found;
}
"""


@pytest.fixture
def paragraph(visit, serve, small_site):
    return visit(serve(small_site) + "pages/chapter.html").page.locator("p", has_text="For short")


def test_formulas_keep_their_brackets_and_commas(paragraph):
    assert paragraph.evaluate("paragraph => [...paragraph.querySelectorAll('.tied')].length") == 4
    assert paragraph.evaluate(PARTED) == []
    paragraph.page.add_style_tag(content=".tied { white-space: normal !important; }")
    assert paragraph.evaluate(PARTED) != []


def test_a_factor_keeps_its_power_of_ten(paragraph):
    assert paragraph.evaluate(BROKEN) == []
    paragraph.page.add_style_tag(content=".power .math { white-space: normal !important; }")
    assert paragraph.evaluate(BROKEN) != []


def test_numbers_keep_their_units(paragraph):
    text = paragraph.evaluate("paragraph => paragraph.textContent")
    assert f"95{SPACE}% of" in text
    assert f"0.3{SPACE}±{SPACE}0.1;" in text
    assert "95 % is code" in text


@given(st.text(st.sampled_from("1 %±e-\n")))
def test_only_spaces_change_and_joiners_come(text):
    assert tie(text).replace(SPACE, " ").replace(JOINER, "") == text
    assert tie(tie(text)) == tie(text)


@pytest.mark.parametrize(("width", "beside"), [(800, True), (125, False)])
def test_a_number_stands_beside_its_formula_or_below_it(visit, serve, small_site, width, beside):
    block = visit(serve(small_site) + "pages/chapter.html").page.locator("#equation-eq-one")
    block.evaluate(f"block => block.style.width = '{width}px'")
    formula, number = block.locator(".base").last.bounding_box(), block.locator(".eqno").bounding_box()
    if beside:
        assert number["x"] >= formula["x"] + formula["width"]
    else:
        assert number["y"] >= formula["y"] + formula["height"] - 1
    assert number["x"] + number["width"] <= block.bounding_box()["x"] + width + 1
