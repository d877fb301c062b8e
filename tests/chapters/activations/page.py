"""How the page of this chapter writes very small and very large numbers."""


def power(value: float, digits: int = 0) -> str:
    """A number as the page writes it: 2.4e-13 is `2.4\\times10^{-13}`."""
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}"
