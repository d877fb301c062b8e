"""Pages with figures are dealt out evenly to the processes that read them."""

from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.parallel import make_chunks

from chapters._sphinx.side_by_side import dealt


def weighed(numbers):
    return {f"page-{number:02}": weight for number, weight in enumerate(numbers)}


@given(st.lists(st.integers(0, 20), min_size=6, max_size=60), st.integers(2, 8))
def test_all_pages_are_read_once(numbers, processes):
    weights = weighed(numbers)
    assert sorted(dealt([*weights], weights, processes)) == [*weights]


@given(st.permutations([16, 14, 13, 13, 12, 11, 10, 10, 10, 9, 8, 3] + 17 * [0]))
def test_each_process_begins_with_about_the_same_weight(numbers):
    weights = weighed(numbers)
    pieces = make_chunks(dealt([*weights], weights, 2), 2)
    one, other, rest = (sum(weights[page] for page in piece) for piece in pieces)
    assert abs(one - other) <= 5
    assert rest == 0
