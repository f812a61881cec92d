"""What the trial on past years shows, whichever way it points."""

from __future__ import annotations

from functools import cache

from explainer import words
from explainer.model import trial
from explainer.model.trial import Trial
from explainer.records import past
from explainer.records.door import Records

HELPS = 0.95  # an error counts as smaller below this share of the other


@cache
def trials(facts: Records) -> list[Trial]:
    """Return the trial of every past year with all inputs, oldest first."""
    return trial.trials(past.years_for_trial(facts))


@cache
def counted(facts: Records, measure: str) -> list[Trial]:
    """Return the trials of a measure whose inputs were counted: for removals the split too, for arrests the arrests."""
    return [t for t in trials(facts) if not (t.arrests_calculated if measure == "arrests" else t.worked_out)]


def error(facts: Records, name: str) -> float:
    """Return the mean absolute error of a comparison over the counted years, as a share."""
    return trial.mean_absolute_error(counted(facts, name.split("_")[0]), name)


def helped(facts: Records, measure: str) -> bool:
    """Return whether the model came nearer than last year's number."""
    return error(facts, f"{measure}_model") < HELPS * error(facts, f"{measure}_last_year")


@cache
def years(facts: Records, measure: str) -> str:
    """Return the years that were tried: 'fiscal 2012 to 2024'."""
    tried = counted(facts, measure)
    return f"fiscal {tried[0].fiscal_year} to {tried[-1].fiscal_year}"


@cache
def border_share(facts: Records) -> tuple[float, float]:
    """Return the smallest and largest share of a year's removals that the model was given as border removals."""
    tried = {t.fiscal_year for t in counted(facts, "removals")}
    shares = [y.border_removals / y.removals for y in past.years_for_trial(facts) if y.fiscal_year in tried]
    return min(shares), max(shares)


@cache
def caution(facts: Records) -> str:
    """Return the one line that stands beside the staffing sliders."""
    how = "helped" if helped(facts, "arrests") else "did not help"
    new, tried = new_counts(facts)
    return (
        f"In {years(facts, 'arrests')}, officer numbers {how} to predict arrests. {new} of these {tried} years have a "
        "new officer count, so the test is weak."
    )


def new_counts(facts: Records) -> tuple[int, int]:
    """Return in how many of the years tried the officers were counted anew, and how many years were tried."""
    tried = counted(facts, "arrests")
    return sum(not t.same_officers for t in tried), len(tried)


@cache
def given(facts: Records) -> str:
    """Say what the model is given in the trial, and what it is not."""
    low, high = border_share(facts)
    new, tried = new_counts(facts)
    return (
        f"For each year the model is given that year's officers ({new} of {tried} newly counted) and border removals, which are "
        f"{words.percent(low)} to {words.percent(high)} of the removals to be predicted. It is not given that year's "
        "arrests or rates."
    )


@cache
def compared(facts: Records, measure: str) -> str:
    """Say how far the model and last year's number were off."""
    model, plain = error(facts, f"{measure}_model"), error(facts, f"{measure}_last_year")
    better = "closer than" if helped(facts, measure) else "no better than"
    return (
        f"{measure.capitalize()}: average error {words.percent(model)}, {better} assuming last year's number "
        f"({words.percent(plain)})"
    )


@cache
def what_follows(facts: Records) -> str:
    """Return the finding of the trial with its errors, whichever way they point."""
    new, tried = new_counts(facts)

    def mean(name: str) -> str:
        return words.percent(error(facts, name))

    def middle(name: str) -> str:
        return words.percent(trial.median_absolute_error(counted(facts, "removals"), f"removals_{name}"))

    officers = "helped" if helped(facts, "arrests") else "did not help"
    border = "helped" if helped(facts, "removals") else "did not help"
    return (
        f"**What follows.** In {years(facts, 'arrests')}, knowing the number of officers {officers} to predict "
        f"arrests: the model was off by {mean('arrests_model')} on average, last year's number by "
        f"{mean('arrests_last_year')}. In {tried - new} of {tried} years the officer count is that of the year before, "
        "mostly because no new one was published; then the two are the same number. Knowing border removals "
        f"{border} to predict removals: {mean('removals_model')}, against {mean('removals_last_year')} for last year's "
        "number. Adding last year's removals of people ICE arrested to this year's border removals gives "
        f"{mean('removals_last_interior')}. By the median, which one odd year does not move, the model was off by "
        f"{middle('model')} and last year's number by {middle('last_year')}."
    )
