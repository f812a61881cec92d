"""What moves the result: each knob from its lowest to its highest recorded value, all others as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.model import steps
from explainer.model.backwards import GIVES, Measure


@dataclass(frozen=True)
class Swing:
    """The result as one knob goes from its lowest to its highest recorded value. Results are events per year."""

    knob: str
    low: float  # knob's value
    high: float
    at_low: float
    at_high: float
    at_present: float

    @property
    def width(self) -> float:
        """Return how far the result moves, in events per year."""
        return self.most - self.least

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


def swings(s: steps.Scenario, recorded: Mapping[str, tuple[float, float]], measure: Measure) -> list[Swing]:
    """Return one swing a knob, widest first, all other knobs as the reader has them."""

    def result(**knob: float) -> float:
        return float(getattr(steps.run(steps.changed(s, **knob)), GIVES[measure]))

    found = [
        Swing(knob, low, high, result(**{knob: low}), result(**{knob: high}), result())
        for knob, (low, high) in recorded.items()
    ]
    return sorted(found, key=lambda w: w.width, reverse=True)
