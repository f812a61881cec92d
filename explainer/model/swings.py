"""What moves the result: each knob from its lowest to its highest recorded value, all others as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.model import steps


@dataclass(frozen=True)
class Swing:
    """The result as one knob goes from its lowest to its highest recorded value. Results are those of a step."""

    knob: str
    low: float  # knob's value
    high: float
    at_low: float
    at_high: float
    at_present: float

    @property
    def least(self) -> float:
        """Return the lower of both ends."""
        return min(self.at_low, self.at_high)

    @property
    def most(self) -> float:
        """Return the higher of both ends."""
        return max(self.at_low, self.at_high)

    @property
    def moves(self) -> bool:
        """Return whether the result moves, or could from where it is; amounts that are one in print do not differ."""
        both = (self.least, self.most, self.at_present)
        return max(both) - min(both) > max(both) * steps.TOGETHER


def swings(s: steps.Scenario, recorded: Mapping[str, tuple[float, float]], step: str) -> list[Swing]:
    """Return one swing of a step's result a knob, widest first, all other knobs as the reader has them."""

    def result(**knob: float) -> float:
        return float(getattr(steps.run(steps.changed(s, **knob)), step))

    found = [
        Swing(knob, low, high, result(**{knob: low}), result(**{knob: high}), result())
        for knob, (low, high) in recorded.items()
    ]
    return sorted(found, key=lambda w: w.most - w.least, reverse=True)
