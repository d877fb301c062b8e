"""An explorable on paper: the frame that it starts with, two that show what one control does, and their settings.

All that is needed stands on the page: `static/explorable.js` finds its frames in the same way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import prod

from bs4 import BeautifulSoup, Tag

MANY = 3
"""A figure shows so many settings at most."""


@dataclass(frozen=True)
class Control:
    """A control: its label, the texts of its values, and the place of the one that it starts with."""

    label: str
    texts: list[str]
    start: int


def controls(explorable: Tag) -> list[Control]:
    """Return the controls of an explorable in the order in which its frames are counted."""
    found = []
    for box in explorable.select(".explorable-control"):
        field = box.select_one("input, select")
        label = box.select_one("label")
        assert field is not None
        assert label is not None
        name = label.get_text()
        if field.name == "select":
            options = field.select("option")
            start = next((k for k, option in enumerate(options) if option.has_attr("selected")), 0)
            found.append(Control(name, [option.get_text() for option in options], start))
        elif field["type"] == "checkbox":
            found.append(Control(name, ["off", "on"], int(field.has_attr("checked"))))
        else:
            found.append(Control(name, json.loads(str(field["data-texts"])), int(str(field["value"]))))
    return found


def telling(given: list[Control], many: int = MANY) -> list[tuple[int, ...]]:
    """Return the settings to print: the first one, then the ends of the control with the most values.

    Where the first one is at an end itself, the middle stands in for it.
    """
    start = tuple(control.start for control in given)
    widest = max(range(len(given)), key=lambda k: len(given[k].texts))
    last = len(given[widest].texts) - 1
    ends = dict.fromkeys(place for place in (0, last, last // 2) if place != start[widest])
    others = sorted(list(ends)[: many - 1])
    return [start, *((*start[:widest], place, *start[widest + 1 :]) for place in others)]


def index(given: list[Control], places: tuple[int, ...]) -> int:
    """Return the number of the frame for a setting: the last control is the fastest."""
    sizes = [len(control.texts) for control in given]
    return sum(place * prod(sizes[k + 1 :]) for k, place in enumerate(places))


def lay_out(page: Tag, *, many: int = MANY) -> None:
    """Put pictures with captions in the place of the explorables of a page, and drop the pictures for the dark."""
    for picture in page.select("img.frame-dark"):
        picture.decompose()
    for picture in page.select("img"):
        del picture["loading"], picture["decoding"]
    for explorable in page.select("course-explorable"):
        explorable.replace_with(_settings(explorable, many))


def _settings(explorable: Tag, many: int) -> Tag:
    given = controls(explorable)
    texts, readouts = json.loads(str(explorable["data-texts"])), json.loads(str(explorable["data-readouts"]))
    first = explorable.select("img.frame-light")
    start = index(given, tuple(control.start for control in given))
    soup = BeautifulSoup("", "html.parser")
    box = soup.new_tag("div", attrs={"class": "settings panels" if len(first) > 1 else "settings"})
    for places in telling(given, many):
        number = index(given, places)
        setting = soup.new_tag("div", attrs={"class": "setting"})
        for panel, picture in enumerate(first):
            source = str(picture["src"])
            folder, name = source.rsplit("/", 1)
            address = f"{folder}/{name.replace(str(start), str(number), 1)}"
            attributes = dict(picture.attrs, src=address, alt=texts[number][panel])
            setting.append(soup.new_tag("img", attrs=attributes))
        told = "; ".join(f"{control.label} {control.texts[k]}" for control, k in zip(given, places, strict=True))
        caption = soup.new_tag("p", attrs={"class": "caption"})
        strong = soup.new_tag("strong")
        strong.string = f"{told}."
        caption.append(strong)
        if readouts:
            caption.append(f" {readouts[number]}")
        setting.append(caption)
        box.append(setting)
    return box
