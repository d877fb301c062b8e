"""Pages with cells are dealt out evenly to the processes that read them."""

from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.parallel import make_chunks

from chapters._sphinx.side_by_side import dealt


@given(st.lists(st.booleans(), min_size=6, max_size=60), st.integers(2, 8))
def test_all_pages_are_read_once(cells, processes):
    pages = [f"page-{number:02}" for number in range(len(cells))]
    heavy = {page for page, has in zip(pages, cells, strict=True) if has}
    assert sorted(dealt(pages, heavy, processes)) == pages


def test_each_process_begins_with_as_many_pages_with_cells():
    pages = [f"page-{number:02}" for number in range(29)]
    heavy = set(pages[1:13])
    pieces = make_chunks(dealt(pages, heavy, 2), 2)
    assert [sum(page in heavy for page in piece) for piece in pieces] == [6, 6, 0]
