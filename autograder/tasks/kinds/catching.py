"""A test that the student writes, `catches(thing)`: judged by what it says of right and wrong specimens.

A specimen is a small program that defines the thing. A chapter's `specimens.py` has the right ones, which are written
in different ways, and edits of the first that make it wrong, in words; `specimens.json` has small mutants of it beside
these. The thing is none that a notebook asks for, so that nothing is given away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import resources

import numpy as np

from autograder.checks.task import WITHHELD, Task
from autograder.checks.wire import Case, Data
from autograder.tasks.kinds.probes import probe_catching

ENOUGH = 0.95
"""Share of the wrong specimens that a test has to catch."""

MUTANTS = 12
"""How many mutants are drawn for a case."""

ALARMS, SHARE = "right ones that your test calls wrong", "wrong ones too many that slip through"


@dataclass(frozen=True)
class Specimens:
    """What a test is tried on.

    Attributes
    ----------
    package : str
        The package of the chapter's tasks, which holds `specimens.json`.
    entry : str
        What each program defines, and the test gets.
    right : mapping
        From words to the text of a program. The first one is what the wrong ones are edits of.
    wrong : mapping
        From words, which finish "one that slips through ...", to the text that is replaced (it stands there once) and
        to its replacement.
    same : frozenset of str
        Words of mutants that compute what the model does.
    """

    package: str
    entry: str
    right: Mapping[str, str]
    wrong: Mapping[str, tuple[str, str]]
    same: frozenset[str] = frozenset()

    @property
    def model(self) -> str:
        """The program that the wrong ones are edits of."""
        return next(iter(self.right.values()))

    def edited(self, old: str, new: str) -> str:
        """The model with one text replaced.

        Raises
        ------
        ValueError
            If the text does not stand there exactly once.
        """
        if self.model.count(old) != 1:
            raise ValueError(f"{old!r} stands {self.model.count(old)} times in the specimen, not once")
        return self.model.replace(old, new)

    @cached_property
    def mutants(self) -> list[list[str]]:
        """Words and program of each recorded mutant."""
        text = resources.files(self.package).joinpath("specimens.json").read_text(encoding="utf-8")
        mutants: list[list[str]] = json.loads(text)
        return mutants

    def case(self, chosen: Sequence[Sequence[str]], rng: np.random.Generator) -> Case:
        """All that are right, all that are wrong, and some mutants, in an order that chance draws."""
        right = [(words, code, True) for words, code in self.right.items()]
        wrong = [(words, self.edited(old, new), False) for words, (old, new) in self.wrong.items()]
        all_of_them = [*right, *wrong, *((words, code, False) for words, code in chosen)]
        order = [all_of_them[place] for place in rng.permutation(len(all_of_them))]
        return {
            "label": f"{len(right)} right ones and {len(order) - len(right)} wrong ones",
            "entry": self.entry,
            "specimens": [code for _, code, _ in order],
            WITHHELD: {"words": [words for words, _, _ in order], "right": [right for _, _, right in order]},
        }

    def draw(self, rng: np.random.Generator) -> list[Case]:
        """One case, with another handful of mutants for another seed."""
        places = rng.permutation(len(self.mutants))[:MUTANTS]
        return [self.case([self.mutants[place] for place in places], rng)]


def catching(name: str, points: float, needs: str, specimens: Specimens) -> Task:
    """The task of a test that has to tell right specimens from wrong ones."""
    return Task(
        name=name,
        points=points,
        needs=(needs,),
        draw=specimens.draw,
        probe=probe_catching,
        measure=partial(measured, thing=needs),
    )


def measured(case: Case, reply: Data, thing: str = "catches") -> Data:
    """Count false alarms and what slips through; tell one of them in words."""
    said, words, right = reply["came"]["said"], case[WITHHELD]["words"], case[WITHHELD]["right"]
    if len(said) != len(right):
        raise ValueError("another number of answers came than specimens were shown")
    for answer, is_right in zip(said, right, strict=True):
        if is_right and isinstance(answer, dict):
            return {"error": answer}
    for answer in said:
        if isinstance(answer, str):
            return {"outputs": {}, "told": [f"`{thing}` returned {_of_type(answer)}; True or False is asked for.", ""]}
    alarms = [w for w, answer, is_right in zip(words, said, right, strict=True) if is_right and answer is not False]
    missed = [w for w, answer, is_right in zip(words, said, right, strict=True) if not is_right and answer is False]
    wrong = right.count(False)
    lacking = max(0, len(missed) - int((1 - ENOUGH) * wrong + 1e-9))
    found: Data = {"outputs": {ALARMS: float(len(alarms)), SHARE: float(lacking)}}
    if alarms:
        found["told"] = [
            f"Your test calls {len(alarms)} of {right.count(True)} right ones wrong, for example one {alarms[0]}.",
            "It asks for more than the text says, or for more digits than another way of computing has.",
        ]
    elif lacking:
        found["told"] = [
            f"Your test catches {wrong - len(missed)} of {wrong}, without a false alarm. "
            f"One that slips through {min(missed, key=_is_mutant)}.",
            "What would you have to look at to see that?",
        ]
    return found


def _is_mutant(words: str) -> bool:
    return words.startswith("has `")


def _of_type(name: str) -> str:
    return "nothing" if name == "NoneType" else f"a value of type {name}"
