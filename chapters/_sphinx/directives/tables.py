"""A table of texts and nodes, as docutils has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes


def table(head: Sequence[str], rows: Iterable[Sequence[str | nodes.Node]]) -> nodes.table:
    """Return a table with one row of headings."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group)


def _row(cells: Sequence[str | nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", _node(cell))) for cell in cells))


def _node(cell: str | nodes.Node) -> nodes.Node:
    return nodes.Text(cell) if isinstance(cell, str) else cell
