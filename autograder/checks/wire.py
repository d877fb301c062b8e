"""Data and nothing but data across the wall between the judge and the student's code.

Arrays, numbers, strings, lists and dictionaries become JSON text and come back as they were. Nothing that is decoded
can run code, unlike a pickle: what comes back from a stranger's process is safe to read.
"""

import base64
import json
from typing import Any

import numpy as np

Data = Any
"""Nested dictionaries (keys are strings) and lists of arrays, numbers, booleans, strings and None."""

Case = dict[str, Any]
"""What an object is fed with; `autograder.checks.probing.probes` tells what a case may hold."""

ARRAY_KINDS = "biufc"
"""The kinds of arrays that may cross: booleans, integers, floats and complex numbers."""


def encode(data: Data) -> str:
    """Text that `decode` turns back into the same data.

    Raises
    ------
    TypeError
        When something other than data is inside; an array of objects, for example.
    """
    return json.dumps(data, default=_encode_array)


def decode(text: str) -> Data:
    """Data from the text that `encode` made. Arrays are new and writable.

    Raises
    ------
    ValueError
        When the text is not such a text.
    """
    try:
        return json.loads(text, object_hook=_decode_array)
    except (KeyError, TypeError, OverflowError, RecursionError, SyntaxError) as error:
        raise ValueError("the text is not what `encode` makes") from error


def _encode_array(value: object) -> object:
    if isinstance(value, np.generic):
        return _encode_array(np.asarray(value)) if value.dtype.kind in ARRAY_KINDS else str(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in ARRAY_KINDS:
        content = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"__array__": content, "dtype": value.dtype.str, "shape": list(value.shape)}
    raise TypeError(f"only arrays of numbers, numbers and strings can be handed over, not {type(value).__name__}")


def _decode_array(item: dict[str, Any]) -> object:
    if "__array__" not in item:
        return item
    dtype = np.dtype(item["dtype"])
    if dtype.kind not in ARRAY_KINDS:
        raise ValueError(f"an array of kind {dtype.kind!r} is not data")
    content = base64.b64decode(item["__array__"], validate=True)
    return np.frombuffer(content, dtype=dtype).reshape(item["shape"]).copy()
