"""The glossary: one list in alphabetical order, each term with its Chinese equivalent and a sentence."""

import re
from pathlib import Path

GLOSSARY = Path(__file__).parents[3] / "chapters" / "reference" / "glossary.md"


def entries():
    body = GLOSSARY.read_text(encoding="utf-8").split(":::{glossary}\n")[1].split("\n:::")[0]
    return [entry.split("\n") for entry in body.split("\n\n")]


def test_terms_are_in_alphabetical_order_and_each_stands_once():
    terms = [re.sub(r"[^a-z ]", "", entry[0].lower().replace("-", " ")) for entry in entries()]
    assert terms == sorted(set(terms))


def test_each_term_has_its_chinese_and_a_sentence():
    for english, chinese, *sentence in entries():
        assert re.search("[\u4e00-\u9fff]", chinese), english
        assert sentence[-1].endswith("."), english
        assert all(line.startswith("  ") for line in sentence), english
