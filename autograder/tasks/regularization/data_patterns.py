"""Mistakes in new images and balanced lists, recognized from what came."""

from __future__ import annotations

import numpy as np

from autograder.checks.numerics.comparison import Context
from autograder.tasks.regularization import data_measures as measures

# --- Images and lists ---


def wrapped(context: Context) -> str | None:
    """What leaves on one side comes in on the other; or nothing that looks like a shift."""
    if context.name != measures.SHIFTED:
        return None
    got, images = np.asarray(context.got, dtype=float), context.case["arguments"]["images"]
    if got.shape != images.shape[1:]:
        return None
    extra = got[np.abs(got) > 1e-12]
    if (extra > 0).all() and np.isin(np.round(extra, 9), np.round(images, 9)).all():
        return "pixels that leave on one side come in on the other. What comes in is 0."
    return "some images are no shift of what they were, by at most `reach` pixels in either direction, with zeros."


def kinds_of_shifts(context: Context) -> str | None:
    """Too few different shifts: one for all, the same in both directions, an end left out."""
    if context.name != measures.KINDS or np.ndim(context.got):
        return None
    reach, got = context.case["reach"], int(context.got)
    known = {
        1: "one shift for the whole batch: each image needs a random amount of its own.",
        2 * reach + 1: "down and right are not independent: the same number serves both, or one direction is missing.",
        (reach + 1) ** 2: "shifts go in one direction only: amounts from -reach to reach are asked for.",
        (2 * reach) ** 2: "one end is left out: `integers` does not draw its upper bound unless it is told to.",
    }
    return known.get(got)


def same_pixels(context: Context) -> str | None:
    """Noise in each pixel in place of one colour for each image."""
    if context.name != measures.FLAT or np.shape(context.got) != np.shape(context.want):
        return None
    return "the pixels of one image get different colours: one colour for each image is added to all its pixels."


def same_colour(context: Context) -> str | None:
    """One colour for all images."""
    if context.name == measures.COLOURS and np.ndim(context.got) == 0 and context.got == 1:
        return "all images get the same colour: each needs three random numbers of its own."
    if context.name.startswith("the amount along an axis") and np.ndim(context.got) == 0 and context.got > 0:
        return (
            "colours move along an axis on which they never vary. `eigh` gives eigenvectors in columns: does each go "
            "with its own eigenvalue?"
        )
    return None


def counts(context: Context) -> str | None:
    """Classes that still stand as often as before, or as often as the smallest."""
    labels = context.case["arguments"]["labels"]
    before = np.bincount(labels)
    if context.name == measures.LENGTH and np.ndim(context.got) == 0:
        known = {
            len(labels): "the list is as long as the data: rare classes have to be repeated.",
            len(before)
            * int(before.min()): "every class stands as often as the smallest one; repeat, do not throw away.",
        }
        return known.get(int(context.got))
    if context.name == measures.COUNTS and np.shape(context.got) == np.shape(context.want):
        if not np.any(context.got):
            return "the list holds no places in `labels`."
        return "the classes are equally frequent on average only, or places and labels are mixed up: count each class."
    return None


def uneven(context: Context) -> str | None:
    """Some samples of a class stand oftener than others."""
    if context.name == measures.UNEVEN and np.ndim(context.got) == 0 and context.got > context.want:
        return (
            "some samples of a class stand more often than others: drawn with replacement, or one is repeated to fill "
            "up. Go through all of a class before one comes again."
        )
    return None
