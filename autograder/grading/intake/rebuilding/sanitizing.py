"""Text that a student wrote, so that it cannot act where an instructor opens it, logged in.

The judge is what happens: the text is rendered as nbgrader's form grader does it, and nh3, a sanitizer with the rules
of browsers, must find nothing in the page to take away. What fails is escaped; what still fails is shown as code.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3
from nbconvert.filters.markdown_mistune import markdown2html_mistune

LONGEST = 10_000
"""Characters that are rendered to see what they do: some, made for it, take seconds where there are more."""

TAGS = {
    *("a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "summary", "sup"),
    *("table", "tbody", "td", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": {"class", "href", "title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "span": {"class"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "style"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
GIVEN = {
    "class": re.compile(r"highlight|anchor-link|language-[\w+#-]*|[a-z][a-z0-9]{0,2}|"),
    "href": re.compile(r"https?://.*|mailto:.*|#.*", re.IGNORECASE | re.DOTALL),
    "src": re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*"),
    "style": re.compile(r"text-align:\s*(left|right|center)"),
}
"""What the renderer itself writes into these attributes, and what a page may load and lead to."""

CODE_OR_FORMULA = re.compile(r"(^(`{3,}|~{3,}).*?^\2[`~]*$|(`+)(?!`).*?(?<!`)\3(?!`)|\${1,2}[^$]+\${1,2})", re.M | re.S)
COMMANDS = re.compile(r"\\(?=(?:href|url|style|class|cssId|require|includegraphics|data|mmlToken)\b)")
"""Of TeX, as browsers know it: what makes links, styles and attributes, or loads something."""


def harmless(text: str) -> str:
    """The text itself where it can do nothing; else with its HTML as text; else as it was typed, in a block of code."""
    text = COMMANDS.sub("", text)
    if len(text) > LONGEST:
        return verbatim(text)
    return next((each for each in (text, _escaped(text)) if is_harmless(each)), verbatim(text))


def is_harmless(text: str) -> bool:
    """Whether a sanitizer finds nothing to take from a Markdown text when it is rendered."""
    try:
        page = str(markdown2html_mistune(text))
    except Exception:  # a renderer meant for authors fails in ways of its own on what nobody writes in earnest
        return False
    clean = nh3.clean(
        page,
        tags=TAGS,
        clean_content_tags=set(),
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
    return _Events.of(page) == _Events.of(clean)


def verbatim(text: str) -> str:
    """A block of code with the text in it, in a fence that is longer than any in the text."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def _kept(tag: str, name: str, value: str) -> str | None:
    rule = GIVEN.get(name)
    return value if rule is None or rule.fullmatch(value) else None


def _escaped(text: str) -> str:
    """The text with HTML as text, and pictures as links, outside of code and formulas."""
    parts = CODE_OR_FORMULA.split(text)
    # The pattern has three groups, so each piece of code or formula comes with two more that lie in it.
    for number in range(0, len(parts), 4):
        parts[number] = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", parts[number]).replace("![", "\\![")
    return "".join(part for number, part in enumerate(parts) if number % 4 < 2)


class _Events(HTMLParser):
    """What a page consists of, whatever order its attributes are in and however its characters are written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, ...]] = []

    @classmethod
    def of(cls, page: str) -> list[tuple[object, ...]]:
        """The page's tags and texts."""
        parser = cls()
        parser.feed(page)
        parser.close()
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted((name, value or "") for name, value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end of", tag))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "text":
            data = f"{self.found.pop()[1]}{data}"
        self.found.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))
