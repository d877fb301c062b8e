"""The picture of the rooms in CONTRIBUTING.md, drawn from the imports: `python -m tests.house.rooms` draws it anew.

It is a Mermaid diagram, which code hosts show as a picture: an arrow says that something in one room imports something
in the other. An import that a way over other rooms stands for has no arrow of its own.
"""

import re
from pathlib import Path

import grimp

from autograder.publishing.release import chapters

PAGE = Path(__file__).parents[2] / "CONTRIBUTING.md"
PICTURE = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)
HOUSES = {
    "autograder": ("cli", "grading", "publishing", "tasks", "tasks.CHAPTER"),
    "autograder.checks": ("check", "own", "cases", "task", "judging", "probing", "numerics", "wire"),
    "chapters": ("_sphinx", "CHAPTER", "shared"),
    "solutions": ("CHAPTER",),
}
"""By house, its rooms from the top down. Eleven chapters are one room."""


def picture() -> str:
    """Return the diagram's text."""
    rooms = [f"{house}.{name}" for house, names in HOUSES.items() for name in names]
    lines = ["flowchart TD"]
    for house, names in HOUSES.items():
        boxes = [f'    {_identifier(f"{house}.{name}")}["{name.replace(".", "/")}"]' for name in names]
        lines += [f'  subgraph "{house.replace(".", "/")}"', *boxes, "  end"]
    arrows = _fewest(_arrows(rooms))
    lines += sorted(f"  {_identifier(room)} --> {_identifier(other)}" for room, other in arrows)
    return "\n".join([*lines, ""])


def _arrows(rooms: list[str]) -> set[tuple[str, str]]:
    """Which room imports from which."""
    graph, names = grimp.build_graph("autograder", "chapters", "solutions"), set(chapters())
    room_of = {}
    for module in graph.modules:
        name = ".".join("CHAPTER" if part in names else part for part in module.split(".")) + "."
        room_of[module] = max((room for room in rooms if name.startswith(f"{room}.")), key=len, default="")
    pairs = {
        (room_of[module], room_of[imported])
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    }
    return {(room, other) for room, other in pairs if room and other and room != other}


def _fewest(arrows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out each arrow that a way over other rooms replaces."""

    def reachable(start: str) -> set[str]:
        direct = {other for room, other in arrows if room == start}
        return direct.union(*map(reachable, direct))

    return {
        (room, other)
        for room, other in arrows
        if not any(other in reachable(between) for start, between in arrows if start == room)
    }


def _identifier(room: str) -> str:
    return room.replace(".", "_")


def main() -> None:
    """Draw the picture in the page."""
    PAGE.write_text(PICTURE.sub(lambda _: picture(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
