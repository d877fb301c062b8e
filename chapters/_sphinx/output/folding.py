"""The code that makes a figure folds below it; listings that teach a formula stand in the open.

A cell of a chapter's page that ends with `explore` or `show` is plumbing for a reader: what it hands to which function.
It is one click away, with the file of each figure function that it names. In a notebook nothing is folded, because
there the code is the student's.
"""

from __future__ import annotations

import ast

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.explorables import explorable


class figure_code(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """How a figure is made: a line about the functions that draw it, and the code of its cell."""


def drawn_by(source: str, known: dict[str, str]) -> dict[str, str]:
    """Return the figure functions that a cell names, and the file of each below `chapters`.

    Parameters
    ----------
    source : str
        The cell's code.
    known : dict
        Names that cells before it have imported and what they stand for, such as `chapters.forward.depth`; those that
        this cell imports are added.
    """
    tree = ast.parse("\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chapters."):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("plot_") and isinstance(node.value, ast.Name):
            if node.value.id in known:
                found[f"{node.value.id}.{node.attr}"] = known[node.value.id]
        elif isinstance(node, ast.Name) and node.id.startswith("plot_") and node.id in known:
            found[node.id] = known[node.id].rpartition(".")[0]
    return {name: f"/{module.replace('.', '/')}.py" for name, module in found.items()}


def _line(functions: dict[str, str]) -> list[nodes.Node]:
    """Return a line with a link to the file of each function, or nothing where there is none."""
    links: list[nodes.Node] = []
    for name, file in functions.items():
        link = download_reference("", "", reftarget=file, refdomain="", reftype="download", refexplicit=True)
        link += nodes.literal("", name, classes=["xref", "download"])
        links += [nodes.Text(", " if links else "Drawn by "), link]
    return [nodes.paragraph("", "", *links)] if links else []


def _fold(app: Sphinx, doctree: nodes.document) -> None:
    if app.env.docname.endswith("/notebook"):
        return
    known: dict[str, str] = {}
    for cell in [box for box in doctree.findall(nodes.container) if box.get("nb_element") == "cell_code"]:
        source = cell.children[0] if cell.children else None
        if not isinstance(source, nodes.Element) or source.get("nb_element") != "cell_code_source":
            continue
        functions = drawn_by(source.astext(), known)
        if next(cell.findall(explorable), None) is None:
            continue
        cell.attributes.pop("hide_mode", None)
        cell.remove(source)
        cell += figure_code("", *_line(functions), source)


def _visit(translator: HTML5Translator, node: figure_code) -> None:
    translator.body.append('<details class="figure-code"><summary>How this figure is made</summary>\n')


def _depart(translator: HTML5Translator, node: figure_code) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the node; fold before Sphinx looks for the files that a page links to."""
    app.add_node(figure_code, html=(_visit, _depart))
    app.connect("doctree-read", _fold, priority=400)
