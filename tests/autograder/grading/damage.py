"""Notebooks damaged as students' notebooks are: each kind a function of a notebook or its bytes and a generator.

`restoring.py` draws some of them by chance, one on top of the other.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

Notebook = dict[str, Any]

FILLER = "I had predicted something else: the gradient grew — by a factor, café or no café."


def noted(cell: Notebook) -> dict[str, Any]:
    found = cell["metadata"].get("nbgrader") if isinstance(cell["metadata"], dict) else None
    return found if isinstance(found, dict) else {}


def answers_of(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook["cells"] if noted(cell).get("solution")]


def _code_answers(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in answers_of(notebook) if not noted(cell).get("grade")]


def _code_answer(notebook: Notebook, chance: Random) -> Notebook:
    """One that has more than a few lines."""
    return chance.choice([cell for cell in _code_answers(notebook) if cell["source"].count("(") > 2])


def _check(notebook: Notebook, chance: Random) -> Notebook:
    return chance.choice([cell for cell in notebook["cells"] if cell["source"].startswith("check(")])


def _reflection(notebook: Notebook) -> Notebook:
    return next(cell for cell in answers_of(notebook) if noted(cell).get("grade"))


def _place(notebook: Notebook, cell: Notebook) -> int:
    return next(number for number, other in enumerate(notebook["cells"]) if other is cell)


def _twin(cell: Notebook, **changes: object) -> Notebook:
    return {**deepcopy(cell), "id": f"twin-of-{cell.get('id', 'none')}"[:64], **changes}


def split(notebook: Notebook, chance: Random) -> None:
    """JupyterLab's "split cell": both halves have the metadata; blank lines at the cut are gone."""
    cell = _code_answer(notebook, chance)
    lines = cell["source"].split("\n")
    cut = chance.randrange(1, len(lines))
    first, second = "\n".join(lines[:cut]).rstrip("\n"), "\n".join(lines[cut:]).strip("\n")
    notebook["cells"].insert(_place(notebook, cell) + 1, _twin(cell, source=second))
    cell["source"] = first


def split_within_a_line(notebook: Notebook, chance: Random) -> None:
    cell = _code_answer(notebook, chance)
    lines = cell["source"].split("\n")
    number = chance.choice([at for at, line in enumerate(lines) if len(line.strip()) > 8 and "(" in line])
    column = chance.randrange(len(lines[number]) - 4, len(lines[number]))
    at = sum(len(line) + 1 for line in lines[:number]) + column
    source = cell["source"]
    notebook["cells"].insert(_place(notebook, cell) + 1, _twin(cell, source=source[at:].strip("\n")))
    cell["source"] = source[:at]


def copied_and_emptied(notebook: Notebook, chance: Random, release: Notebook) -> None:
    """An answer twice; one of the two is as it was released."""
    cell = _code_answer(notebook, chance)
    stub = next(other for other in release["cells"] if noted(other).get("grade_id") == noted(cell)["grade_id"])
    place = _place(notebook, cell) + chance.choice([0, 1])
    notebook["cells"].insert(place, _twin(cell, source=stub["source"]))


def copied_with_an_older_version(notebook: Notebook, chance: Random) -> None:
    cell = _code_answer(notebook, chance)
    older = cell["source"].replace("return ", "return 2 * ", 1)
    notebook["cells"].insert(_place(notebook, cell), _twin(cell, source=older))


def check_copied_to_the_end(notebook: Notebook, chance: Random) -> None:
    notebook["cells"].append(_twin(_check(notebook, chance)))


def locked_deleted(notebook: Notebook, chance: Random) -> None:
    locked = [cell for cell in notebook["cells"] if noted(cell).get("locked")]
    for cell in chance.sample(locked, 2):
        del notebook["cells"][_place(notebook, cell)]


def locked_edited(notebook: Notebook, chance: Random) -> None:
    cell = chance.choice([cell for cell in notebook["cells"] if noted(cell).get("locked")])
    cell["source"] = chance.choice(
        ["", "pass", cell["source"] + "\nprint('done')", cell["source"].replace("check", "#")]
    )


def set_up_moved_to_the_end(notebook: Notebook, _: Random) -> None:
    cell = next(cell for cell in notebook["cells"] if noted(cell).get("locked"))
    notebook["cells"].remove(cell)
    notebook["cells"].append(cell)


def answer_moved(notebook: Notebook, chance: Random) -> None:
    cell = _code_answer(notebook, chance)
    notebook["cells"].remove(cell)
    notebook["cells"].insert(chance.choice([0, len(notebook["cells"])]), cell)


def turned_into_text(notebook: Notebook, chance: Random) -> None:
    cell = _code_answer(notebook, chance)
    cell["cell_type"] = chance.choice(["markdown", "raw"])
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def reflection_turned_into_code(notebook: Notebook, _: Random) -> None:
    _reflection(notebook).update(cell_type="code", outputs=[], execution_count=None)


def metadata_gone(notebook: Notebook, _: Random) -> None:
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)


def metadata_of_the_wrong_kind(notebook: Notebook, chance: Random) -> None:
    notebook["metadata"] = chance.choice([{"widgets": 5}, [], {"kernelspec": "python"}, {"language_info": None}])
    for cell in chance.sample(notebook["cells"], 8):
        cell["metadata"] = chance.choice([[], None, "damaged", {"nbgrader": 3}, {"nbgrader": {"grade_id": ["x"]}}])


def flags_turned(notebook: Notebook, chance: Random) -> None:
    """Checks that say they are solutions, points as somebody would like them, locks taken off."""
    for cell in notebook["cells"]:
        if noted(cell):
            cell["metadata"]["nbgrader"].update(
                solution=chance.random() < 0.5, grade=chance.random() < 0.5, locked=False, points=1000
            )


def merged_with_the_check(notebook: Notebook, chance: Random) -> None:
    """JupyterLab's "merge cells": the first cell's metadata, all cells' sources."""
    cell = _code_answer(notebook, chance)
    following = notebook["cells"].pop(_place(notebook, cell) + 1)
    cell["source"] += "\n\n" + following["source"]


def merged_with_the_next_answer(notebook: Notebook, chance: Random) -> None:
    codes = _code_answers(notebook)
    number = chance.randrange(len(codes) - 1)
    first, last = (_place(notebook, cell) for cell in codes[number : number + 2])
    row = [cell for cell in notebook["cells"][first : last + 1] if cell["cell_type"] == "code"]
    others = [cell for cell in notebook["cells"][first + 1 : last + 1] if cell["cell_type"] != "code"]
    notebook["cells"][first : last + 1] = [codes[number], *others]
    codes[number]["source"] = "\n\n".join(cell["source"] for cell in row)


def stub_left_and_answer_below(notebook: Notebook, chance: Random, release: Notebook) -> None:
    """The answer stands in a cell of the student's own; the one that was meant for it is as it was released."""
    cell = _code_answer(notebook, chance)
    own = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": 3}
    notebook["cells"].insert(_place(notebook, cell) + chance.choice([0, 1]), own | {"source": cell["source"]})
    stub = next(other for other in release["cells"] if noted(other).get("grade_id") == noted(cell)["grade_id"])
    cell["source"] = stub["source"]


def all_code_in_one_cell(notebook: Notebook, _: Random) -> None:
    codes = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    codes[0]["source"] = "\n\n".join(cell["source"] for cell in codes)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell is codes[0] or cell["cell_type"] != "code"]


def shuffled(notebook: Notebook, chance: Random) -> None:
    chance.shuffle(notebook["cells"])


def behind_the_release(notebook: Notebook, _: Random, release: Notebook) -> None:
    """Pasted as a whole into a fresh copy of the released notebook."""
    notebook["cells"] = deepcopy(release["cells"]) + notebook["cells"]


def explanations_deleted(notebook: Notebook, chance: Random) -> None:
    for cell in [cell for cell in notebook["cells"][:-3] if cell["cell_type"] == "markdown" and not noted(cell)]:
        if chance.random() < 0.5:
            notebook["cells"].remove(cell)


def own_cells(notebook: Notebook, chance: Random) -> None:
    """Tries and notes of a student's own, with odd outputs, between the others."""
    for number in range(5):
        code = {"cell_type": "code", "source": f"print({number})", "outputs": [{"output_type": "stream", "text": 5}]}
        text = {"cell_type": "markdown", "source": f"Note {number}", "attachments": {"a.png": {"image/png": "AAAA"}}}
        cell = chance.choice([code, text]) | {"metadata": {}, "id": "the-same"}
        notebook["cells"].insert(chance.randrange(len(notebook["cells"])), cell)


def format_3(notebook: Notebook, _: Random) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["prompt_number"] = cell.pop("execution_count", None)
    notebook["worksheets"] = [{"cells": notebook.pop("cells"), "metadata": {}}]
    notebook.update(nbformat=3, nbformat_minor=0)


def format_4_0(notebook: Notebook, _: Random) -> None:
    notebook.update(nbformat=4, nbformat_minor=0)
    for cell in notebook["cells"]:
        cell.pop("id", None)


def sources_as_lists(notebook: Notebook, _: Random) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)


def byte_order_mark(data: bytes, _: Random) -> bytes:
    return codecs.BOM_UTF8 + data


def windows_line_ends(data: bytes, _: Random) -> bytes:
    return data.replace(b"\n", b"\r\n").replace(b"\\n", b"\\r\\n")


def utf_16(data: bytes, chance: Random) -> bytes:
    return data.decode().encode(chance.choice(["utf-16", "utf-16-le", "utf-16-be"]))


def latin_1(data: bytes, _: Random) -> bytes:
    return data.decode().encode("cp1252")


def cut_off(data: bytes, _: Random) -> bytes:
    """The end of the file is lost, behind its last cell."""
    return data[: data.rindex(b'"metadata"')]


def zeros_behind(data: bytes, _: Random) -> bytes:
    return data + b"\0" * 512


def merge_marks(data: bytes, chance: Random, release: bytes) -> bytes:
    """A merge with the release that was not brought to its end."""
    marks = [("HEAD", "upstream/main"), ("Updated upstream", "Stashed changes"), ("HEAD", "0a1b2c3 fixed")]
    above, below = chance.choice(marks)
    first, second = (data, release) if above == "HEAD" and below.startswith("up") else (release, data)
    return b"<<<<<<< %s\n%s\n=======\n%s\n>>>>>>> %s\n" % (above.encode(), first, second, below.encode())


CELLS: list[Callable[..., None]] = [
    split,
    split_within_a_line,
    copied_and_emptied,
    copied_with_an_older_version,
    check_copied_to_the_end,
    locked_deleted,
    locked_edited,
    set_up_moved_to_the_end,
    answer_moved,
    turned_into_text,
    reflection_turned_into_code,
    merged_with_the_check,
    merged_with_the_next_answer,
    stub_left_and_answer_below,
    explanations_deleted,
    own_cells,
    shuffled,
    behind_the_release,
    all_code_in_one_cell,
]
NOTES: list[Callable[..., None]] = [metadata_gone, metadata_of_the_wrong_kind, flags_turned]
FORMAT: list[Callable[..., None]] = [format_3, format_4_0, sources_as_lists]
OUTSIDE: list[Callable[..., bytes]] = [
    byte_order_mark,
    windows_line_ends,
    utf_16,
    latin_1,
    cut_off,
    zeros_behind,
    merge_marks,
]
