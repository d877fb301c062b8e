"""Fingerprints of what a wrong answer returned: short keys under which the dictionary of mistakes records its kind.

A fingerprint stands for the difference between what came and what is expected, in one named value of a task, seen along
six fixed directions, rounded, and hashed together with the names. There are several of each difference: of itself
(`equal`), of all its multiples (`along`: a term with another coefficient), of all multiples of the difference between
the inverses or the squares (`inverse`, `square`: a term in the divisor, or under a root), of all powers of the factor
by which the value is wrong (`power`), and of all multiples of what came (`scaled`). A difference counts in the largest
case that has enough of it, or else in all cases together. An error stands for itself (`equal`), and for all that differ
from it in numbers alone (`alike`).

**What can be read from the record.** It ships beside the expected values of the visible cases, so whoever proposes a
formula can test it without the record. The record adds that a wrong proposal is one edit of a named kind away, and that
is what a finding is for. It must not give away the values behind the keys, which hold single parts of an answer. So a
key is `SPARE` bits shorter than it takes to guess these values: to each key belong 2**16 sets of values or more, and
nobody can tell which it was. Where too little would be left, as for an output of one number in one case, nothing is
recorded. To try 2**32 values takes days (`ROUNDS`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeGuard

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Data

KEY, SHORTEST = 3, 2
"""Bytes of a key, and how few of them may tell something; the others are 0."""

NUMBER = 16
"""Bits of a number that is neither whole nor of three digits only."""

SPARE = 16
"""Bits that the values behind a key have more than the key."""

ENOUGH = 8 * KEY + SPARE + NUMBER
"""Bits of wrong entries with which one case is enough."""

ROUNDS = 40
"""How often a hash is hashed again."""

CELL = 1e-4
"""Width of the cells to which numbers are rounded; the difference has length 1."""

NEAR = 0.01
"""How near the border of a cell, in its width, a number counts to the neighbour too."""

TOLERANCE = 1e-9
"""Smaller differences, relative to the case's largest value, are rounding."""

VISIBLE = 1e-3
"""What is smaller than this share of a difference's length is lost in it."""

MOST = 3
"""Values of a task that are looked up."""

HUGE = 1e100
"""What is larger counts as infinite."""

ERROR = "error"
"""The name under which the keys of what was raised are found."""

DIRECTIONS = np.sqrt([2.0, 3.0, 5.0, 7.0, 11.0, 13.0])

Keys = dict[str, list[bytes]]
"""By form, the keys under which a difference may be recorded: first its own, then those of neighbouring cells."""


@np.errstate(all="ignore")  # what is not finite is told apart, and nobody is to be warned of it
def fingerprints(task: str, returned: Sequence[Data], expected: Sequence[Data]) -> dict[str, Keys]:
    """By the name of each value that is wrong, its keys; values that build on a wrong one are left out."""
    found: dict[str, Keys] = {}
    raised = [_part(one, "error") or _part(one, "stopped") for one in returned]
    if any(raised):
        told = (f"{error.get('type')}: {error.get('message')}" if error else "" for error in raised)
        words = re.sub(r"'[^']*'", "'...'", "|".join(told))
        alike = re.sub(r"\d+", "0", words)
        found[ERROR] = {"equal": [_key(f"{task} error {words}")], "alike": [_key(f"{task} error alike {alike}")]}
    for part in ("outputs", "gradients", "again"):
        wrong = False
        for name in dict.fromkeys(name for one in expected for name in _part(one, part)):
            values = list(_values(part, name, returned, expected))
            if any(value.wrong.any() for value in values):
                wrong = True
                keys = _keys(f"{task} {part} {name}", values)
                if keys and len(found) < MOST:
                    found[name] = keys
        if wrong:
            break
    return found


@dataclass(frozen=True)
class _Value:
    """A value in one case: what came and what is expected, both flat, and the largest number of these."""

    case: int
    got: Array
    want: Array
    scale: float

    @property
    def wrong(self) -> Array:
        wrong: Array = ~(np.abs(self.got - self.want) <= TOLERANCE * self.scale)
        return wrong

    @property
    def difference(self) -> Array:
        """The difference where it is a number; elsewhere 0."""
        there = self.wrong & (np.abs(self.got) < HUGE)
        return np.where(there, self.got, self.want) / self.scale - self.want / self.scale


def _part(one: Data, part: str) -> dict[str, Any]:
    """A part of what a probe returned; an empty one where there is none, or something else."""
    found = one.get(part) if isinstance(one, dict) else None
    return found if isinstance(found, dict) else {}


def _values(part: str, name: str, returned: Sequence[Data], expected: Sequence[Data]) -> Iterator[_Value]:
    for case, (came, wanted) in enumerate(zip(returned, expected, strict=True)):
        got, want = _part(came, part).get(name), _part(wanted, part).get(name)
        if _is_numbers(got) and _is_numbers(want) and np.shape(got) == np.shape(want):
            scale = float(np.max(np.abs(want), initial=0.0)) or 1.0
            yield _Value(case, np.ravel(got).astype(float), np.ravel(want).astype(float), scale)


def _is_numbers(value: object) -> TypeGuard[Array | float]:
    return isinstance(value, np.ndarray | float | int) and np.asarray(value).dtype.kind in "biuf"


def _keys(label: str, values: list[_Value]) -> Keys:
    """The keys of a difference by form; none when its values are too poor."""
    values = sorted(values, key=lambda value: -value.want.size)
    alone = next((value for value in values if _rich(value.difference, value.got) >= ENOUGH), None)
    chosen = [alone] if alone else values
    got, want = (np.concatenate(each) for each in zip(*((value.got, value.want) for value in chosen), strict=True))
    difference = np.concatenate([value.difference for value in chosen])
    finite = np.abs(got) < HUGE
    kinds = np.where(finite, 0, np.where(np.isnan(got), 1, np.where(got > 0, 2, 3))).astype(np.uint8)
    label = f"{label} {alone.case if alone else 'all'} {kinds.tobytes().hex() if kinds.any() else ''}"
    length, sign, cells = _seen(difference)
    size = [*cells, np.log(length) / CELL]
    keys = {"equal": _hashed(f"{label} equal {sign}", size, _rich(difference, got))}
    for form, (signs, bent) in _bent(got, want, difference).items():
        rich = _rich(np.where(difference != 0, bent, 0.0), got)
        keys[form] = _hashed(f"{label} {form} {signs}", _seen(bent)[2], rich - NUMBER)
    return {form: found for form, found in keys.items() if found}


def _bent(got: Array, want: Array, difference: Array) -> dict[str, tuple[str, Array]]:
    """By form, what all differences of one kind have in common but for a factor, and which signs go with it."""
    found = {"along": ("", difference)}
    finite, wrong = bool((np.abs(got) < HUGE).all()), difference != 0
    if np.array_equal((np.abs(got) < HUGE) & (got != 0), want != 0):
        factor = np.where(want != 0, np.log(np.abs(got / want)), 0.0)
        if np.max(np.abs(factor), initial=0.0) > TOLERANCE:
            found["power"] = np.packbits(got[want != 0] * want[want != 0] < 0).tobytes().hex(), factor
    if finite and (got[wrong] != 0).all() and (want[wrong] != 0).all():
        found["inverse"] = "", np.where(wrong, 1 / got - 1 / want, 0.0)
        found["square"] = "", np.where(wrong, got**2 - want**2, 0.0)
    if finite and got.any():
        found["scaled"] = "", got / np.max(np.abs(got))
    return found


def _rich(seen: Array, got: Array) -> int:
    """Bits of what came, where it is seen: beside a large difference a small one tells nothing."""
    return bits(got[np.abs(seen) > VISIBLE * np.sqrt((seen**2).sum())])


def bits(values: Array) -> int:
    """Roughly how many bits it takes to guess some values: few where they are whole or have three digits only."""
    different = np.unique(np.round(values, 9))
    whole, short = different == np.round(different), different == np.round(different, 3)
    return int(np.where(whole, 2, np.where(short, 6, NUMBER)).sum())


def _seen(difference: Array) -> tuple[float, int, Array]:
    """Length of a difference, its sign, and how what is left, of length 1, looks along the directions."""
    length = max(float(np.sqrt((difference**2).sum())), 1e-300)
    along = np.cos(np.outer(DIRECTIONS, np.arange(1.0, difference.size + 1) ** 2)) @ (difference / length)
    sign = -1 if along[0] < 0 else 1
    return length, sign, sign * along / CELL


def _cells(numbers: Sequence[float] | Array) -> Iterator[tuple[int, ...]]:
    """The cell in which some numbers lie, and the neighbours when one of them is near a border."""
    sides = []
    for number in numbers:
        own = round(number)
        sides.append(list(dict.fromkeys([own, round(number - NEAR), round(number + NEAR)])))
    return itertools.islice(itertools.product(*sides), 8)


def _hashed(label: str, numbers: Sequence[float] | Array, rich: int) -> list[bytes]:
    """The keys of some numbers, so short that the values behind them cannot be told; none when that is too short."""
    size = min(KEY, (rich - SPARE) // 8)
    if size < SHORTEST or not np.isfinite(numbers).all():
        return []
    return [_key(f"{label} {cell}")[:size].ljust(KEY, b"\0") for cell in _cells(numbers)]


def is_short(key: bytes) -> bool:
    """Whether a key has less than its full length (or, one time in 256, looks like it)."""
    return key.endswith(b"\0")


def _key(text: str) -> bytes:
    digest = text.encode()
    for _ in range(ROUNDS):
        digest = blake2b(digest, digest_size=16).digest()
    return digest[:KEY]
