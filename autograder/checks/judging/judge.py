"""The judge: a pure function of a case, what the student's code gave back, and what the reference gave back.

What is judged is a dictionary, as a probe returns it or as a task's `measure` makes it of the probe's reply. It has any
of these parts, most of them dictionaries from a name that a student understands:

`outputs`        values that must equal the reference's;
`gradients`      values that must equal the numerical gradient of the student's own forward pass;
`perturbed`      for each small gradient, the outputs at the perturbed points (see `gradcheck`);
`closer`         for each small gradient that disagrees, the `entries` that do, their derivatives (`values`) by a better
                 estimate, the `kinks` among them, where there is no derivative and nothing is judged, and whether the
                 function is too `rough` for any derivative;
`along`          for each large gradient, nothing if it agrees along random directions; else its `disagreement` with
                 derivatives along them, and one of these: the place (`located`), that a `kink` is near, or that the
                 function is `rough` (see `directions`);
`repeats`        for a rough function, whether two calls at the same place give the same;
`inputs`         the arguments of a function after the calls: they must be as they were;
`changed`        what a layer has changed that it should have left as it was (see `probing.handed`);
`samples`        random numbers: they must come from the distributions in the case's `samples` (see `statistics`);
`again`          outputs and gradients of a second use of the same object: they must equal the reference's;
`stopped`        an error after the outputs were made; `during` a second use, or before;
`loops`          the lines that loop over samples, where the case wants none;
`forward_calls`  how often backward called forward;
`floating`       NumPy's floating-point errors, with the lines in which they happened.

Some parts tell what only the process of the student's code can see: `changed`, `loops`, `forward_calls`, `floating`,
and how `closer` and `along` came about. They explain, and they cost points. None brings any: that takes the values.

or `error`, when the student's code raised, or `told`, what a measure says in its own words: a fact, and what to do.
Without a reference (an `expected` without the part), a gradient is judged by the numerical one alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.judging.diagnosis import along, diagnose, not_comparable, sentence
from autograder.checks.judging.exceptions import raised
from autograder.checks.judging.finding import Finding
from autograder.checks.judging.patterns import Pattern
from autograder.checks.judging.statistics import judge_sample
from autograder.checks.numerics.comparison import NUMERICAL, Context, misfit
from autograder.checks.numerics.gradcheck import numerical_gradient, rounding
from autograder.checks.wire import Data

EXACT = 1e-9
"""Largest relative difference between two ways to compute the same thing in float64."""

DERIVED = 1e-12
"""Largest relative difference between two formulas for one gradient: a thousand times rounding, and less than a
difference quotient can reach."""

UNREADABLE = Finding("The check could not read what came back.", "Restart the kernel and run all cells.")


@np.errstate(all="ignore")  # comparing what a student has made may overflow; that is no news for their screen
def judge(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern] = ()) -> list[Finding]:
    """Findings for one case, the most telling first; none when everything is right.

    What depends on something wrong is not told: outputs come in the order in which one is made from the other, and a
    gradient is judged when all of them, and the arguments, are as they should be.
    """
    if not isinstance(returned, dict):
        return [UNREADABLE]
    if "error" in returned:
        return [raised(returned["error"])]
    if "told" in returned:
        what, likely = returned["told"]
        return [Finding(what, likely, special=True, advice=bool(likely))]
    case = {**case, "floating": returned.get("floating", []), "after": returned.get("inputs", {})}
    if returned.get("changed"):  # what else is wrong may be its consequence
        return [_in_place(name, told["kind"], f"`{told['call']}`") for name, told in returned["changed"].items()]
    return _inputs(case, returned) + (
        _outputs(case, returned, expected, patterns)[:1]
        or _samples(case, returned)[:1]
        or _stopped(returned, expected)
        or _gradients(case, returned, expected, patterns)
        or _again(case, returned, expected, patterns)
    )


def manners(case: dict[str, Any], returned: Data, expected: Data) -> list[Finding]:
    """Findings on how right values came about, for one case."""
    for method, line in returned.get("loops", {}).items():
        if line:
            what = f"The values are right, but `{method}` goes through the samples one by one."
            return [Finding(what, "one operation on the whole array does all samples at once.", line)]
    if returned.get("forward_calls"):
        calls = returned["forward_calls"]
        what = f"The values are right, but `backward` calls `forward`, {calls} time{'s' * (calls > 1)}."
        return [Finding(what, "forward has been there already: let it keep what backward needs.")]
    for name, got in returned.get("gradients", {}).items():
        if isinstance(got, np.ndarray) and got.dtype in (np.float16, np.float32):
            what = f"The gradient of `{name}` is right, as far as {got.dtype} goes; everything here is float64."
            return [Finding(what, "a conversion on the way: float32 holds seven digits, float64 fifteen.")]
    for name, reference in expected.get("gradients", {}).items():
        got = np.array(returned.get("gradients", {}).get(name))
        got.flat[_kinks(expected, name)] = reference.flat[_kinks(expected, name)]
        if misfit(got, reference, DERIVED) is not None:
            what = f"The gradient of `{name}` is right to some ten digits only; a formula is right to fifteen."
            return [
                Finding(what, "backward differentiates numerically. Derive it: the price of a difference is digits.")
            ]
    return []


def _kinks(data: Data, name: str) -> Any:
    """Entries of a gradient at which there is no derivative."""
    return np.array(data.get("closer", {}).get(name, {}).get("kinks", []), dtype=int)


def _inputs(case: dict[str, Any], returned: Data) -> list[Finding]:
    """Findings for the arguments that a function has changed in place."""
    after = returned.get("inputs", {}).items()
    changed = (name for name, array in after if not np.array_equal(array, case["arguments"][name], equal_nan=True))
    return [_in_place(name, "argument", "Your code") for name in changed]


def _in_place(name: str, kind: str, who: str) -> Finding:
    what, instead = {
        "argument": (f"its argument `{name}` in place; whoever handed it over still needs it.", "work on a copy."),
        "parameter": (f"the parameter `{name}`; only an optimizer does that, between the passes.", "work on a copy."),
        "output": ("what `forward` had returned; whoever took it still needs it.", "make a new array."),
    }[kind]
    return Finding(f"{who} changed {what}", f"an assignment such as `{name}[...] =` or `{name} -=`; {instead}")


def _outputs(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    comparisons = {
        name: Context(name, returned["outputs"].get(name), wanted, case.get("tolerance", EXACT), case, "expected")
        for name, wanted in expected.get("outputs", {}).items()
    }
    findings = _compare(comparisons, patterns) or _unusable(case, returned)
    if findings and "gradients" in expected:
        first = findings[0]
        what = f"The forward pass is not right yet, so backward cannot be judged. {first.what}"
        return [replace(first, what=what)]
    return findings


def _unusable(case: dict[str, Any], returned: Data) -> list[Finding]:
    """Findings for outputs that are neither numbers nor arrays, and losses that are no number, if no more is known."""
    empty = (Context(name, got, 0.0, EXACT, case, "expected") for name, got in returned.get("outputs", {}).items())
    unusable = (c for c in empty if c.got is None or isinstance(c.got, dict) or (c.name == "loss" and np.ndim(c.got)))
    return [finding for context in unusable if (finding := not_comparable(context))]


def _samples(case: dict[str, Any], returned: Data) -> list[Finding]:
    drawn = returned.get("samples", {})
    found = (judge_sample(name, drawn.get(name), wanted) for name, wanted in case.get("samples", {}).items())
    return [finding for finding in found if finding]


def _stopped(returned: Data, expected: Data) -> list[Finding]:
    """The error that came after outputs that are right, or after a first use that is."""
    if "stopped" not in returned:
        return []
    finding = raised(returned["stopped"])
    if returned["stopped"]["during"]:
        return [replace(finding, what=f"The first batch goes through, another one does not. {finding.what}")]
    before = "The forward pass is right. " if expected.get("outputs") else ""
    return [replace(finding, what=before + finding.what)]


def _gradients(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    comparisons, wrong_along = {}, []
    references = expected.get("gradients", {})
    for name in references or returned.get("gradients", {}):
        got, numerical, slack = returned["gradients"].get(name), references.get(name), 0.0
        if any(returned.get(part, {}).get(name, {}).get("rough") for part in ("closer", "along")):
            return [_rough(name, returned)]
        if name in returned.get("perturbed", {}):
            at = np.asarray(case["arguments"][name])
            perturbed, upstream = returned["perturbed"][name], case["arguments"].get("dy", 1.0)
            numerical, slack = numerical_gradient(perturbed, at, upstream), rounding(perturbed, at, upstream)
            seen = returned.get("closer", {}).get(name)
            if seen is not None:
                numerical.flat[np.asarray(seen["entries"])] = seen["values"]
            kinks = _kinks(expected if references else returned, name)
            if name in references:
                numerical.flat[kinks] = references[name].flat[kinks]
                if misfit(numerical, references[name], NUMERICAL, slack) is not None:
                    return [_restless(name)]
            if isinstance(got, np.ndarray) and got.shape == numerical.shape:
                numerical.flat[kinks] = got.flat[kinks]
        else:
            wrong_along += along(name, got, returned.get("along", {}).get(name), case)
            if numerical is None:
                continue
        comparisons[name] = Context(name, got, numerical, NUMERICAL, case, "numerical", slack)
    return wrong_along or _compare(comparisons, patterns)


def _rough(name: str, returned: Data) -> Finding:
    what = f"The forward pass jumps: a small change of {name} has no small effect, so no gradient can be measured."
    if not returned.get("repeats"):
        return Finding(
            what, "two calls with the same input differ. Draw from `self.rng`, so that a check can rewind it."
        )
    return Finding(what, "the numbers are rounded on the way, to float32 for example; everything here is float64.")


def _restless(name: str) -> Finding:
    what = f"The forward pass does not answer to a small change of {name} as it should."
    return Finding(what, "forward keeps something from an earlier call, or works on a copy of its parameters.")


def _again(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    for name, wanted in expected.get("again", {}).items():
        context = Context(name, returned["again"].get(name), wanted, NUMERICAL, case, "expected")
        if misfit(context.got, wanted, NUMERICAL) is None:
            continue
        finding = diagnose(context, patterns)
        likely = _first_use(name, context, returned) or finding.likely
        what = f"Used once, it is right; used a second time, it is not. {finding.what}"
        return [replace(finding, what=what, likely=likely)]
    return []


def _first_use(name: str, context: Context, returned: Data) -> str:
    """What the second use has to do with the first."""
    if name in returned.get("outputs", {}):
        return "the second call writes into the array that the first one returned; make a new one in each call."
    first = returned.get("gradients", {}).get(name)
    if first is None or np.shape(first) != np.shape(context.got):
        return ""
    if misfit(context.got, first, NUMERICAL) is None:
        return "backward still uses what an earlier forward pass has kept."
    if np.shape(first) == np.shape(context.want) and misfit(context.got, first + context.want, NUMERICAL) is None:
        return "gradients add up from call to call; each backward pass starts afresh."
    return ""


def _compare(comparisons: dict[str, Context], patterns: Sequence[Pattern]) -> list[Finding]:
    """Findings for the values that differ, one that the task recognizes first; the first one says what agrees."""
    wrong = {name: c for name, c in comparisons.items() if misfit(c.got, c.want, c.tolerance, c.slack) is not None}
    agree = [context.label for name, context in comparisons.items() if name not in wrong]
    found = [diagnose(context, patterns) for context in wrong.values()]
    found.sort(key=lambda finding: (not finding.special, not finding.likely))
    # One mistake shows in several values: it is told once, and what nobody recognizes beside it may come from it.
    findings = [f for i, f in enumerate(found) if f.likely not in {g.likely for g in found[:i]}]
    findings = [f for f in findings if f.likely] or findings
    if findings and agree:
        named = agree if len(agree) < 5 else [*agree[:3], f"{len(agree) - 3} others"]
        agreement = f"{sentence(' and '.join(named))} {'agrees' if len(agree) == 1 else 'agree'}."
        findings[0] = replace(findings[0], what=f"{agreement} {findings[0].what}")
    return findings
