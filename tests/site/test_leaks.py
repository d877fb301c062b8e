"""The built site gives no answer, no hidden test and no mark scheme away."""

import pytest

from autograder.publishing.release import chapters
from tests.secrets import leaks, secrets, texts


@pytest.fixture(scope="module")
def published(site):
    ours = ("bench/files/", "bench/pypi/deep_learning_by_hand")  # the rest of the bench is other people's
    return {name: text for name, text in texts(site) if not name.startswith("bench/") or name.startswith(ours)}


@pytest.mark.parametrize("chapter", chapters())
def test_site_gives_nothing_away(published, chapter):
    assert f"chapters/{chapter}/notebook.html" in published
    found = {name: leaks(chapter, content) for name, content in published.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("chapter", chapters())
def test_a_leak_in_highlighted_html_would_be_seen(chapter):
    line = max(secrets(chapter), key=len)
    page = "".join(f'<span class="n">{letter}</span>' for letter in line)
    assert leaks(chapter, page)
