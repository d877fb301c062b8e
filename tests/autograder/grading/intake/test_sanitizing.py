"""What students write cannot act in a page; what they mean to say survives."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.grading.intake.rebuilding.sanitizing import harmless, is_harmless

ACTING = {
    "a script": "hello <script>alert(1)</script> there",
    "a handler": "<img src=x onerror=alert(1)>",
    "a handler without a space": "<svg/onload=alert(1)>",
    "a handler in a heading": "# <img src=x onerror=alert(1)>",
    "a handler in a table": "| a |\n|---|\n| <b onmouseover=alert(1)>x</b> |",
    "a link to a script": "[x](javascript:alert(1))",
    "a link to a script, in capitals": "[x](JaVaScRiPt:alert(1))",
    "a link to a script, in entities": "[x](&#106;avascript:alert(1))",
    "a link to a script, by reference": "[x][1]\n\n[1]: javascript:alert(1)",
    "a link to a script, in angle brackets": "<javascript:alert(1)>",
    "a link to a script, broken": "<a href='java\nscript:alert(1)'>x</a>",
    "a link to data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "a link to another page of the server": "[x](/formgrader/api/grades)",
    "a picture from elsewhere": "![x](https://example.org/seen.png)",
    "a picture from elsewhere, by reference": "![x][1]\n\n[1]: https://example.org/seen.png",
    "a picture from elsewhere, in HTML": '<img src="https://example.org/seen.png">',
    "a picture that is a drawing": "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "a form": "<form action=/x><input name=y><button>z</button></form>",
    "a style": "<div style='position:fixed;top:0'>x</div>",
    "a style sheet": "<style>body { display: none }</style>",
    "another base": "<base href=//example.org>",
    "another page": "<meta http-equiv=refresh content='0;url=//example.org'>",
    "an object": "<object data=x><embed src=y></object>",
    "mathematics of browsers": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "a diagram with a script in it": "```mermaid\n</pre><script>alert(1)</script>\n```",
    "a script beyond a code span": "`<script>`<script>alert(1)</script>`",
    "a script beyond a formula": "$x$ <script>alert(1)</script> $y$",
    "a script in a comment": "<!-- --><script>alert(1)</script><!-- -->",
    "a script that is not closed": "<script src=//example.org/x.js",
    "a name of the page's own": "<div id=score class=modal>x</div>",
    "a class of the page's own": "<span class=btn-danger>x</span>",
}
MEANT = {
    "prose": "I predicted *that*, not **this**: the loss of 1 < 2 grew & grew. It's 3 > 2, “really”.",
    "formulas": "$L < 3$, $a<b>c$ and\n\n$$\\frac{\\partial L}{\\partial x} & 0 \\\\ y_1 * y_2$$",
    "an environment": "\\begin{align}\na &< b \\\\\nc &> d\n\\end{align}",
    "code": "`x < y`, `<script>` and\n\n```python\nif a <b and c> d:\n    print('<script>alert(1)</script>')\n```",
    "indented code": "Like so:\n\n    a <b and c> d\n",
    "a quotation and lists": "> said\n\n1. one\n2. two\n\n- a\n  - b\n\n---",
    "a table": "| layer | loss |\n|---|--:|\n| 1 | 0.5 |",
    "links": "[the page](https://example.org/a?b=c&d=e) <https://example.org> <me@example.org>",
    "line ends and scripts": "x<sub>1</sub><br>x<sup>2</sup> <b>bold</b> <kbd>Ctrl</kbd>",
    "Chinese": "梯度为零 <br> 不再学习",
    "a picture of its own": "![curve](data:image/png;base64,iVBORw0KGgo=)",
    "headings": "# One\n\n### Three",
}


class Page(HTMLParser):
    """Collects what could act."""

    def __init__(self, page):
        super().__init__()
        self.acting = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "iframe", "form", "object", "embed", "base", "meta", "svg", "math", "input"):
            self.acting.append(tag)
        for name, value in attrs:
            loads = name == "src" and not str(value).startswith("data:image/png")
            leads = name == "href" and str(value).strip().lower().split(":")[0] not in ("http", "https", "mailto")
            if name.startswith("on") or loads or (leads and not str(value).startswith("#")):
                self.acting.append((name, value))


@pytest.mark.parametrize("text", ACTING.values(), ids=ACTING)
def test_nothing_acts_and_all_words_are_still_there(text):
    made = harmless(text)
    assert Page(str(markdown2html_mistune(made))).acting == []
    assert is_harmless(made)
    # Also where the whole is shown again: as a part of another text.
    assert Page(str(markdown2html_mistune(f"before\n\n{made}\n\nafter"))).acting == []
    for word in ("hello", "there", "example.org", "alert(1)"):
        assert (word in text) == (word in made)


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_what_is_meant_stays_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.parametrize("command", ["href{javascript:alert(1)}{x}", "require{action}", "style{color: red}{x}"])
def test_commands_of_formulas_that_act_are_disarmed(command):
    assert harmless(f"$\\{command}$") == f"${command}$"
    assert harmless("$\\hbar \\textstyle x$") == "$\\hbar \\textstyle x$"


PIECES = [
    "<",
    ">",
    "script",
    "<b>",
    "</b>",
    "<img src=x onerror=1>",
    "`",
    "```\n",
    "$",
    "$$",
    "\n\n",
    "    ",
    "![",
    "](",
    ")",
]
PIECES += [
    "javascript:",
    "\\begin{a}",
    "\\end{a}",
    "[",
    "]",
    "<!--",
    "-->",
    "&lt;",
    "|",
    "#",
    "x",
    " ",
    "<svg/onload=1>",
    '"',
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_mixture_acts(text):
    made = harmless(text)
    assert Page(str(markdown2html_mistune(made))).acting == []
    assert harmless(made) == made
