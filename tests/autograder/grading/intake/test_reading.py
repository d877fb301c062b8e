"""From bytes to cells: whatever wrote the file, and whatever is wrong with it."""

import codecs
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.intake.merging import read_merged
from autograder.grading.intake.reading.cells import Cell, read_cells
from autograder.grading.intake.reading.conflicts import sides
from autograder.grading.intake.reading.files import files_below, read_file
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.refusal import RefusalError
from autograder.publishing.release import release_notebook


def notebook(*cells, **more):
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}, indent=1)


def code(source, **more):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        ("naïve café – déjà", "utf-8", codecs.BOM_UTF8),
        ("naïve café – déjà", "cp1252", b""),
        ("naïve café", "utf-16", b""),
        ("naïve café", "utf-16-le", b""),
        ("naïve café", "utf-16-be", b""),
        ("naïve café", "utf-32", b""),
        ("梯度为零,不再学习", "gb18030", b""),
        ("梯度为零,不再学习", "utf-8", b""),
    ],
)
def test_text_is_read_in_whatever_encoding_it_was_written(text, encoding, mark):
    assert as_text(mark + ("x = 1 # " + text).encode(encoding)) == "x = 1 # " + text


def test_lines_end_alike_and_what_cannot_be_written_again_is_replaced():
    assert as_text(b"a\r\nb\rc\n\0") == "a\nb\nc\n\N{REPLACEMENT CHARACTER}"
    cells, _ = read_cells(notebook(code(["a\r\n", "b"])).replace('"b"', '"b\\ud800"'))
    assert cells[0].source == "a\nb?"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_that_can_be_written(data):
    as_text(data).encode()


def test_cells_of_formats_3_and_4_are_the_same():
    three = {
        "nbformat": 3,
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": "Title"},
                    {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "metadata": {"nbgrader": {"grade_id": "x"}}},
                ]
            }
        ],
    }
    four = notebook(
        {"cell_type": "markdown", "source": "## Title", "metadata": {}},
        code("x = 1\ny = 2", metadata={"nbgrader": {"grade_id": "x"}}),
        nbformat_minor=0,
    )
    assert read_cells(json.dumps(three)) == read_cells(four)


@pytest.mark.parametrize(
    "wrong",
    [
        {"metadata": {"widgets": 5}},
        {"metadata": []},
        {"nbformat": "four"},
        {"metadata": {"widgets": {"application/vnd.jupyter.widget-state+json": {}}}},
    ],
)
def test_nothing_is_wrong_with_what_is_not_looked_at(wrong):
    assert read_cells(notebook(code("x = 1"), **wrong)) == ([Cell("code", "x = 1")], [])


@pytest.mark.parametrize("metadata", [None, [], "damaged", {"nbgrader": 5}, {"nbgrader": {"grade_id": {"a": 1}}}])
def test_metadata_of_the_wrong_kind_counts_as_none(metadata):
    assert read_cells(notebook(code("x", metadata=metadata, id=7)))[0] == [Cell("code", "x")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["cells", "source", "x"]), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["cell_type", "source", "metadata", "id", "input"]), JSON), max_size=4))
def test_cells_of_any_content_are_read_or_refused_in_words(cells):
    if not cells:
        with pytest.raises(RefusalError, match="has no cells"):
            read_cells(notebook())
        return
    read, remarks = read_cells(notebook(*cells))
    assert len(read) == len(cells)
    assert remarks == []


@pytest.mark.parametrize("text", ["[" * 100_000, '{"cells": ' + "[" * 100_000, "1" * 10_000, "", "{}", "[1]", "null"])
def test_hostile_text_is_refused_in_words(text):
    with pytest.raises(RefusalError, match="notebook"):
        read_cells(text)


def test_what_comes_before_the_end_of_a_file_that_was_cut_off_is_read():
    whole = notebook(code("first"), code("second"), code("third"))
    cells, remarks = read_cells(whole[: whole.index("third")])
    assert [cell.source for cell in cells] == ["first", "second"]
    assert remarks == ["was cut off or damaged behind its cell 2: what came before was read"]


def test_zeros_behind_a_notebook_are_no_part_of_it():
    assert read_cells(notebook(code("x")) + "\0" * 100) == ([Cell("code", "x")], [])


@pytest.mark.parametrize(
    ("above", "below", "mine"),
    [
        ("HEAD", "upstream/main", "first"),
        ("Updated upstream", "Stashed changes", "second"),
        ("local", "remote", "first"),
        ("HEAD", "3f2a1b0 mine", ""),
    ],
)
def test_marks_of_a_merge_tell_the_students_side_or_leave_it_open(above, below, mine):
    found = sides(f"a\n<<<<<<< {above}\nb\n||||||| base\nc\n=======\nd\n>>>>>>> {below}\ne\n")
    assert (found.first, found.second) == ("a\nb\ne\n", "a\nd\ne\n")
    assert found.mine == (getattr(found, mine) if mine else "")
    assert sides("a = 1\n=======\n") is None


def merged(released, first, second, above="HEAD", below="0a1b2c3"):
    """A notebook whose answer `relu` was merged within the cell's text."""
    source = f"<<<<<<< {above}\n{first}\n=======\n{second}\n>>>>>>> {below}\n"
    named = {"nbgrader": {"grade_id": "relu-answer"}}
    return read_merged(notebook(code(source, metadata=named)), released)


def test_within_a_cell_the_side_counts_that_is_more_than_the_release():
    released = release_notebook("forward")
    stub = next(cell.source for cell in released.cells if "def relu" in cell.source)
    mine = stub.replace("raise NotImplementedError()", "return np.maximum(x, 0)")
    for first, second in ((stub, mine), (mine, stub)):
        (cell,), remarks = merged(released, first, second)
        assert cell.source.strip() == mine
        assert "merge" in remarks[0]
    other = mine.replace("x, 0", "0, x")
    with pytest.raises(RefusalError, match=r"either side \(relu-answer\)"):
        merged(released, mine, other)
    (cell,), _ = merged(released, mine, other, below="origin/main")
    assert cell.source.strip() == mine


def test_files_are_read_only_where_no_link_is_on_the_way(tmp_path):
    root, outside = tmp_path / "submitted", tmp_path / "outside"
    (root / "ana").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (root / "ana" / "link").symlink_to(outside / "secret")
    (root / "ana" / "folder").symlink_to(outside)
    (root / "ana" / "device").symlink_to("/dev/zero")
    os.mkfifo(root / "ana" / "pipe")
    (root / "ana" / "plain").write_bytes(b"12345")
    for name, said in (
        ("link", "is a link"),
        ("folder/secret", "is a link"),
        ("device", "is a link"),
        ("pipe", "is no file"),
        ("none", "cannot be read"),
    ):
        with pytest.raises(RefusalError, match=said):
            read_file(root, root / "ana" / name, 100)
    assert read_file(root, root / "ana" / "plain", 5) == b"12345"
    with pytest.raises(RefusalError, match="MB, more than"):
        read_file(root, root / "ana" / "plain", 4)
    assert len(os.listdir("/proc/self/fd")) < 100
    assert [path.name for path in files_below(root / "ana")] == ["device", "link", "pipe", "plain"]
