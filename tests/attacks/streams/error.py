"""Raises an error whose words have 100 million characters, from a function that calls itself.

says: TooLargeError
seconds: 6
"""


class TooLargeError(Exception):
    def __str__(self):
        return "x" * 100_000_000


def deeper(number):
    if number == 0:
        raise TooLargeError
    deeper(number - 1)


deeper(900)
