"""The pages of reference: which article made which claim."""

import re

from tests.chapters.page import CHAPTERS

TEXT = (CHAPTERS / "reference" / "sources.md").read_text(encoding="utf-8")


def test_each_claim_comes_from_one_article():
    named = []
    for first, last in re.findall(r"C(\d\d) to C(\d\d)", TEXT):
        named += range(int(first), int(last) + 1)
    assert "the residual connection of C19" in TEXT
    assert sorted([*named, 19]) == list(range(1, 45))


def test_pages_that_speak_of_the_article_lead_to_it():
    for page in CHAPTERS.glob("*/chapter.md"):
        text = " ".join(page.read_text(encoding="utf-8").split())
        text = re.sub(r"\[[^\]]*\]\(\.\./reference/sources\.md\)", "", text)
        assert not re.search(r"\b([Tt]he source|the article|[Tt]he source's)\b(?! of)", text), page
