"""Data crosses the wall as it was; anything else does not cross."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

from autograder.checks.wire import decode, encode

ARRAYS = stn.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.complex128]),
    stn.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)


@given(ARRAYS)
def test_arrays_come_back_as_they_were(array):
    back = decode(encode({"a": [array]}))["a"][0]
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda d: st.lists(d) | st.dictionaries(st.text(alphabet="abc"), d),
    )
)
def test_plain_data_comes_back_as_it_was(data):
    assert decode(encode(data)) == data


@pytest.mark.parametrize("value", [object(), {1, 2}, np.array([object()]), lambda: None, b"bytes"])
def test_anything_else_is_refused(value):
    with pytest.raises(TypeError, match="only arrays of numbers"):
        encode({"value": value})


FORGED = [
    "",
    "{",
    '{"__array__": null}',
    '{"__array__": "", "dtype": "|O", "shape": [0]}',
    '{"__array__": "", "dtype": "<f8", "shape": [1000000]}',
    '{"__array__": "!", "dtype": "<f8", "shape": [1]}',
]


@pytest.mark.parametrize("text", FORGED)
def test_forged_text_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        decode(text)
