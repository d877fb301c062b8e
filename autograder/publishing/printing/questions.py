"""Questions on paper: what is asked stays in its place, and what answers it moves to the end of the book."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

LETTERS = "ABCDEFGH"


def part(page: Tag, chapter: str, soup: BeautifulSoup) -> list[Tag]:
    """Take the answers out of the questions of a page, and return them as blocks for the end of the book.

    Question and answer lead to each other. A hint is an answer, too: read it before the solution.
    """
    return [_answer(box, f"{chapter}, {number}", soup) for number, box in enumerate(page.select(".question"), start=1)]


def _answer(box: Tag, name: str, soup: BeautifulSoup) -> Tag:
    asked = str(box["id"])
    legend = box.select_one("legend")
    assert legend is not None
    block = soup.new_tag("div", attrs={"class": "answer", "id": f"{asked}-answered"})
    head = soup.new_tag("p", attrs={"class": "answer-head"})
    head.append(_link(soup, asked, name))
    head.append(_page_of(soup, asked))
    block.append(head)
    for letter, option in zip(LETTERS, box.select(".quiz-option"), strict=False):
        block.append(_explained(letter, option, soup))
    for field in box.select(".guess input[data-answer]"):
        value = soup.new_tag("p")
        value.string = f"It is {field['data-answer']}{field.get('data-unit', '')}."
        block.append(value)
    for folded in box.select("details"):
        summary = folded.select_one("summary")
        assert summary is not None
        title = soup.new_tag("p", attrs={"class": "answer-part"})
        title.string = summary.get_text()
        summary.decompose()
        block.append(title)
        block.extend(list(folded.contents))
        folded.decompose()
    for useless in box.select(".guess, .question-told, .quiz-hint, noscript"):
        useless.decompose()
    for field in box.select(".pencil-answer"):
        field.replace_with(soup.new_tag("div", attrs={"class": "line-to-write-on"}))
    kind = legend.select_one(".question-kind")
    assert kind is not None
    kind.string = f"{kind.get_text().rstrip('.')} ({name})"
    leads = soup.new_tag("p", attrs={"class": "answer-at"})
    leads.append(_link(soup, f"{asked}-answered", "Answer"))
    leads.append(_page_of(soup, f"{asked}-answered"))
    box.append(leads)
    return block


def _explained(letter: str, option: Tag, soup: BeautifulSoup) -> Tag:
    """Take the explanation out of an option, and put a letter where its button was."""
    explanation = option.select_one(".quiz-explanation")
    button = option.select_one("input")
    assert explanation is not None
    assert button is not None
    mark = soup.new_tag("span", attrs={"class": "letter"})
    mark.string = letter
    button.replace_with(mark)
    explanation.extract()
    del explanation["role"]
    verdict = explanation.select_one(".quiz-verdict")
    assert verdict is not None
    verdict.insert_before(f"{letter}. ")
    return explanation


def _link(soup: BeautifulSoup, target: str, text: str) -> Tag:
    link = soup.new_tag("a", attrs={"href": f"#{target}"})
    link.string = text
    return link


def _page_of(soup: BeautifulSoup, target: str) -> Tag:
    """Return the place for a page's number, which is known when the book has been printed once."""
    return soup.new_tag("span", attrs={"class": "page-of", "data-page-of": target})
