"""The conventions that "In practice" names and no golden covers."""

import inspect

import pytest
from sklearn.neural_network import MLPClassifier


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")
    defaults = inspect.signature(torch.utils.data.DataLoader.__init__).parameters
    assert not defaults["shuffle"].default
    assert not defaults["drop_last"].default
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.2, patience=0)
    for loss in (1.0, 1.0):
        plateau.step(loss)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.2)


def test_conventions_of_scikit_learn():
    defaults = MLPClassifier().get_params()
    assert (defaults["power_t"], defaults["batch_size"]) == (0.5, "auto")
