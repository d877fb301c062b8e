"""The text of the chapter's page, in which the tests look for the figures that they measure."""

from pathlib import Path

FILE = Path(__file__).parents[3] / "chapters/activations/chapter.md"
PAGE = " ".join(FILE.read_text(encoding="utf-8").split())


def power(value: float, digits: int = 0) -> str:
    """A number as the page writes it: 2.4e-13 is `2.4\\times10^{-13}`."""
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}"
