"""The seven optimizers against PyTorch, fifty steps to 1e-10 in float64; and what they promise besides."""

import numpy as np
import pytest

from solutions import optimizers
from tests.solutions.goldens import recorded
from tests.solutions.goldens.optimizers import RUNS, STEPS, inputs

GOLDENS = recorded("optimizers")
CLASSES = ("SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "AdamW")


@pytest.mark.parametrize("name", RUNS)
def test_fifty_steps_equal_pytorchs(name):
    kind, options, _, _ = RUNS[name]
    params, gradients = inputs()
    optimizer = getattr(optimizers, kind)(**options)
    for step in range(STEPS):
        optimizer.update(params, {parameter: values[step] for parameter, values in gradients.items()})
        for parameter, array in params.items():
            np.testing.assert_allclose(array, GOLDENS[name][parameter][step], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_arrays_keep_identity_and_dtype_and_gradients_stay(name, dtype):
    rng = np.random.default_rng(0)
    params = {"W": rng.normal(size=(3, 2)).astype(dtype), "b": np.zeros(2, dtype)}
    grads = {key: rng.normal(size=array.shape).astype(dtype) for key, array in params.items()}
    before, kept = dict(params), {key: array.copy() for key, array in grads.items()}
    optimizer = getattr(optimizers, name)(0.1)
    for _ in range(3):
        optimizer.update(params, grads)
    assert all(params[key] is before[key] and params[key].dtype == dtype for key in params)
    assert all((grads[key] == kept[key]).all() for key in grads)
    states = [value for value in vars(optimizer).values() if isinstance(value, dict)]
    assert all(array.dtype == dtype for state in states for array in state.values())


@pytest.mark.parametrize("name", CLASSES)
def test_a_parameter_alone_moves_as_in_company(name):
    params, gradients = inputs()
    alone = {"K": params["K"].copy()}
    together, apart = getattr(optimizers, name)(0.1), getattr(optimizers, name)(0.1)
    for step in range(5):
        together.update(params, {key: values[step] for key, values in gradients.items()})
        apart.update(alone, {"K": gradients["K"][step]})
    assert (alone["K"] == params["K"]).all()


def test_adamw_without_decay_is_adam():
    found = []
    for optimizer in (optimizers.Adam(0.1), optimizers.AdamW(0.1, weight_decay=0.0)):
        params, gradients = inputs()
        for step in range(5):
            optimizer.update(params, {key: values[step] for key, values in gradients.items()})
        found.append(params)
    assert all((found[0][key] == found[1][key]).all() for key in found[0])


@pytest.mark.parametrize("name", ["Momentum", "Nesterov"])
def test_without_momentum_they_are_sgd(name):
    found = []
    for optimizer in (optimizers.SGD(0.1), getattr(optimizers, name)(0.1, momentum=0.0)):
        params, gradients = inputs()
        for step in range(5):
            optimizer.update(params, {key: values[step] for key, values in gradients.items()})
        found.append(params)
    for key in found[0]:
        np.testing.assert_allclose(found[0][key], found[1][key], rtol=1e-12)
