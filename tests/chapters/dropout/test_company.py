"""Dropout beside an ensemble, and beside weight decay."""

import numpy as np

from chapters.dropout import company, training
from chapters.shared.experiments import interval
from tests.chapters.dropout.trained import IMAGES, KIT
from tests.chapters.page import Page, told

PAGE = Page("dropout")


def test_five_networks_beside_dropout():
    found = {p: company.ensembles(KIT, IMAGES, p, range(10)) for p in (0.0, 0.5)}
    for row, place in (("one network", 0), (f"{company.MEMBERS} networks", 1)):
        assert PAGE.cells(row) == [told(interval(found[p][place])) for p in (0.0, 0.5)]
    for single, together in found.values():
        mean, half = interval(together - single)
        assert mean > half
    gains = [f"{np.subtract(*found[p][::-1]).mean():.1f}" for p in (0.0, 0.5)]
    assert f"The average of five gains {gains[0]} and {gains[1]} points" in PAGE.line
    mean, half = interval(found[0.5][0] - found[0.0][1])
    assert mean > half
    assert f"a single network with dropout is ahead of five without by {told((mean, half))} points" in PAGE.line


def test_weight_decay_beside_dropout():
    best = {}
    for strength in company.DECAYS:
        kit = KIT._replace(optimizer=company.decayed(KIT.optimizer, strength))
        table = training.table(training.runs(kit, IMAGES, (0.0, 0.5)))
        best[strength] = {p: table[p]["test"][0] for p in table}
        assert PAGE.cells(f"decay {strength:g}") == [told(table[p]["test"]) for p in (0.0, 0.5)]
    assert max(best, key=lambda strength: best[strength][0.0]) == 0.03
    assert max(best, key=lambda strength: best[strength][0.5]) == 0.01
