"""The section "In practice": what p means in PyTorch, and how its modes are switched."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")


def test_p_is_the_share_that_is_dropped_and_the_rest_is_scaled():
    torch.manual_seed(0)
    layer = torch.nn.Dropout(0.2)
    y = layer(torch.ones(100_000, dtype=torch.float64)).numpy()
    assert set(np.unique(y)) == {0.0, 1.25}
    assert np.mean(y == 0) == pytest.approx(0.2, abs=0.01)


def test_eval_switches_it_off():
    layer = torch.nn.Dropout(0.5).eval()
    assert (layer(torch.ones(100)) == 1).all()


def test_dropout2d_drops_whole_channels():
    torch.manual_seed(0)
    y = torch.nn.Dropout2d(0.5)(torch.ones(8, 16, 3, 3)).numpy()
    maps = y.reshape(8 * 16, 9)
    assert (maps == maps[:, :1]).all()
    assert {0.0, 2.0} == set(np.unique(maps))


def test_monte_carlo_leaves_batch_normalization_as_it_is():
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.BatchNorm1d(8), torch.nn.Dropout(0.5)).eval()
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.train()
    torch.manual_seed(0)
    x = torch.randn(5, 4)
    assert not torch.equal(model(x), model(x))
    assert int(model[1].num_batches_tracked) == 0
