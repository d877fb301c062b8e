"""A bar: what was measured, and what it has to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One measurement with its bar, a least or a largest value."""

    name: str
    measured: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def held(self) -> bool:
        """Whether the bar is reached."""
        above = self.at_least is None or self.measured >= self.at_least
        return above and (self.at_most is None or self.measured <= self.at_most)

    def __str__(self) -> str:
        bar = f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"
        return f"{'held  ' if self.held else 'MISSED'}  {self.measured:>12,.4g}  ({bar})  {self.name}"
