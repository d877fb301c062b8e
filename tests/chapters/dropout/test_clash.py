"""The variance shift between dropout and a normalization by batch statistics."""

import numpy as np
import pytest

from chapters.dropout import clash
from chapters.shared import style
from solutions.dropout import Dropout
from tests.chapters.page import Page

PAGE = Page("dropout")


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_the_ratio_of_the_variances(p):
    found = clash.shifts(Dropout, p)
    assert found["mean 0"] == pytest.approx(clash.ratio(p, 0.0, 1.0), rel=0.02)
    assert clash.ratio(p, 0.0, 1.0) == pytest.approx(1 - p)
    assert found["ReLU"] == pytest.approx(clash.ratio(p, clash.RELU_MEAN, clash.RELU_VARIANCE), rel=0.02)


def test_the_ratio_that_the_page_tells():
    theory = clash.ratio(0.5, clash.RELU_MEAN, clash.RELU_VARIANCE)
    assert f"it is {theory:.3f} at $p = 0.5$, and we measure {clash.shifts(Dropout, 0.5)['ReLU']:.3f}" in PAGE.line


def test_the_shift_compounds_unless_dropout_comes_last():
    found = clash.stacks(Dropout, (0.5,))
    before, behind = (found[0.5, order] for order in clash.ORDERS)
    np.testing.assert_allclose(before.training, 1, rtol=1e-3)
    assert (
        f"has {before.test[1]:.2f} after the second normalization and {before.test[-1]:.2f} after the eighth"
        in PAGE.line
    )
    assert (np.diff(before.test) < 0).all()
    assert f":answer: {before.test[-1]:.2f}\n:within: 0.1\n" in PAGE.text
    assert np.abs(behind.test - 1).max() < 0.05
    assert "after the last 0.06" in style.description(clash.plot_stack(found, 0.5))
