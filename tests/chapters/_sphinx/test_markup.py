"""No page shows the marks that it was written with: what was meant as a table, a formula or a link is one."""

import re
from html import unescape

from chapters._sphinx.built import pages

ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
VERBATIM = re.compile(r"<(pre|code|script|style|math|annotation)\b.*?</\1>", re.DOTALL)
MARKS = {
    "table": r"\|[—-]+\|",
    "box": r":::",
    "role": r"\{(term|cite|eq|ref|doc|download)\}",
    "strong": r"(?<!\*)\*\*\w",
    "formula": r"\$[^$\n]{1,30}\$",
    "link": r"\]\(\S+\)",
    "code": r"`\w",
}


def test_no_page_shows_its_marks(site):
    found = []
    for page in pages(site):
        article = ARTICLE.search(page.read_text(encoding="utf-8"))
        text = unescape(re.sub(r"<[^>]+>", " ", VERBATIM.sub("", article[0] if article else "")))
        found += [(page.name, kind, match[0]) for kind, mark in MARKS.items() for match in re.finditer(mark, text)]
    assert found == []
