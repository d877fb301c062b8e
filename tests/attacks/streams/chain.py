"""Raises an error that was raised while another was handled, hundreds of times.

says: RuntimeError
seconds: 6
"""


def again(number):
    try:
        if number:
            again(number - 1)
        raise ValueError("v" * 1000)
    except ValueError as error:
        raise RuntimeError("r" * 1000) from error


again(150)
