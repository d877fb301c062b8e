"""The judge: a pure function of a case, what the student's code gave back, and what the reference gave back.

A probe returns a dictionary with any of these parts, each a dictionary from a name that a student understands to data:

`outputs`    values that must equal the reference's;
`gradients`  values that must equal the numerical gradient of the student's own forward pass;
`perturbed`  for each gradient, the outputs at the perturbed points (see `gradcheck`);
`inputs`     the arguments after the calls: they must be as they were;
`again`      outputs and gradients of a second use of the same object: they must equal the reference's.

or `error`, when the student's code raised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis import Context, diagnose, misfit, sentence
from autograder.finding import Finding
from autograder.gradcheck import numerical_gradient
from autograder.wire import Data

Pattern = Callable[[Context], str | None]

EXACT = 1e-9
"""Largest relative difference between two ways to compute the same thing in float64."""

NUMERICAL = 1e-6
"""Largest relative difference between a gradient and a central difference: a thousand times what is usual."""


def judge(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern] = ()) -> list[Finding]:
    """Findings for one case, the most telling first; none when everything is right."""
    if not isinstance(returned, dict):
        return [Finding("The check could not read what came back.", "Restart the kernel and run all cells.")]
    if "error" in returned:
        return [_raised(returned["error"])]
    findings = _outputs(case, returned, expected, patterns)
    if findings:
        return findings
    findings = _gradients(case, returned, expected, patterns) + _inputs(case, returned)
    return findings or _again(case, returned, expected, patterns)


def _raised(error: dict[str, str]) -> Finding:
    if error["type"] == "NotImplementedError":
        return Finding("Nothing is written here yet.", "replace `raise NotImplementedError()` and run the cell again.")
    what = f"Your code stopped with {error['type']}: {error['message'] or 'no message'}."
    return Finding(what, where=error["line"])


def _outputs(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    comparisons = {
        name: Context(name, returned["outputs"].get(name), wanted, case.get("tolerance", EXACT), case, "expected")
        for name, wanted in expected.get("outputs", {}).items()
    }
    findings = _compare(comparisons, patterns)
    if findings and "gradients" in expected:
        first = findings[0]
        return [Finding(f"The forward pass is not right yet, so backward cannot be judged. {first.what}", first.likely)]
    return findings


def _gradients(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    comparisons = {}
    for name, reference in expected.get("gradients", {}).items():
        numerical = reference
        if name in returned.get("perturbed", {}):
            at = np.asarray(case["arguments"][name])
            numerical = numerical_gradient(returned["perturbed"][name], at, case["arguments"].get("dy", 1.0))
            if misfit(numerical, reference, NUMERICAL) is not None:
                return [_restless(name)]
        comparisons[name] = Context(name, returned["gradients"].get(name), numerical, NUMERICAL, case, "numerical")
    return _compare(comparisons, patterns)


def _restless(name: str) -> Finding:
    what = f"The forward pass does not answer to a small change of {name} as it should."
    return Finding(what, "forward keeps something from an earlier call, or works on a copy of its parameters.")


def _inputs(case: dict[str, Any], returned: Data) -> list[Finding]:
    findings = []
    for name, after in returned.get("inputs", {}).items():
        if not np.array_equal(after, case["arguments"][name], equal_nan=True):
            what = f"Your code changed its argument `{name}` in place; whoever handed it over still needs it."
            findings.append(Finding(what, f"an assignment such as `{name}[...] =` or `{name} -=`; work on a copy."))
    return findings


def _again(case: dict[str, Any], returned: Data, expected: Data, patterns: Sequence[Pattern]) -> list[Finding]:
    for name, wanted in expected.get("again", {}).items():
        context = Context(name, returned["again"].get(name), wanted, NUMERICAL, case, "expected")
        if misfit(context.got, wanted, NUMERICAL) is None:
            continue
        finding = diagnose(context, patterns)
        likely = _first_use(name, context, returned) or finding.likely
        return [
            Finding(f"Used once, it is right; used a second time, it is not. {finding.what}", likely, finding.where)
        ]
    return []


def _first_use(name: str, context: Context, returned: Data) -> str:
    """What the second use has to do with the first."""
    first = {**returned.get("outputs", {}), **returned.get("gradients", {})}.get(name)
    if first is None or np.shape(first) != np.shape(context.got):
        return ""
    if misfit(context.got, first, NUMERICAL) is None:
        return "backward still uses what an earlier forward pass has kept."
    if np.shape(first) == np.shape(context.want) and misfit(context.got, first + context.want, NUMERICAL) is None:
        return "gradients add up from call to call; each backward pass starts afresh."
    return ""


def _compare(comparisons: dict[str, Context], patterns: Sequence[Pattern]) -> list[Finding]:
    """Findings for the values that differ, a recognized mistake first; the first one says what agrees."""
    wrong = {name: c for name, c in comparisons.items() if misfit(c.got, c.want, c.tolerance) is not None}
    agree = [context.label for name, context in comparisons.items() if name not in wrong]
    found = sorted((diagnose(context, patterns) for context in wrong.values()), key=lambda finding: not finding.likely)
    # One mistake shows in several values: it is told once, in the first.
    findings = [f for i, f in enumerate(found) if not f.likely or f.likely not in {g.likely for g in found[:i]}]
    if findings and agree:
        agreement = f"{sentence(' and '.join(agree))} {'agrees' if len(agree) == 1 else 'agree'}."
        findings[0] = Finding(f"{agreement} {findings[0].what}", findings[0].likely, findings[0].where)
    return findings
