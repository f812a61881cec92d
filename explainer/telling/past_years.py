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
    own, tried = own_counts(facts)
    return (
        f"Whether more officers mean more arrests cannot be tested with past years: {own} of {tried} "
        f"({years(facts, 'arrests')}) have a number of officers of their own."
    )


def own_counts(facts: Records) -> tuple[int, int]:
    """Return for how many of the years tried officers were counted, and how many years were tried."""
    tried = counted(facts, "arrests")
    return sum(t.officers_counted for t in tried), len(tried)


@cache
def given(facts: Records) -> str:
    """Say what the model is given in the trial, and what it is not."""
    low, high = border_share(facts)
    own, tried = own_counts(facts)
    return (
        f"For each year the model is given the nearest number of officers there is (that year's own in {own} of {tried}), "
        "sometimes a later one, and that year's border removals, which are "
        f"{words.percent(low)} to {words.percent(high)} of the removals to be predicted. It is not given that year's "
        "arrests or rates."
    )


@cache
def compared(facts: Records, measure: str) -> str:
    """Say how near the model came, by the median of the years, and what of that is its own doing."""
    tried = counted(facts, measure)
    if measure == "arrests":
        same = sum(t.same_officers for t in tried)
        return f"Arrests: no test of the model, which gives back last year's number in {same} of {len(tried)} years"
    return (
        f"Removals: half of the years within {middle(facts, 'removals_model')}, mostly because the model is told that "
        "year's border removals"
    )


def middle(facts: Records, name: str) -> str:
    """Write the median absolute error of a comparison over the counted years."""
    return words.percent(trial.median_absolute_error(counted(facts, name.split("_")[0]), name))


@cache
def what_follows(facts: Records) -> str:
    """Return the finding of the trial with its errors, whichever way they point."""
    tried = counted(facts, "arrests")
    same = sum(t.same_officers for t in tried)

    def mean(name: str) -> str:
        return words.percent(error(facts, name))

    looks = "looks better" if helped(facts, "removals") else "looks no better"
    low, high = border_share(facts)
    return (
        f"**What follows.** In {years(facts, 'arrests')} nothing can be said of officers and arrests: in {same} of "
        f"{len(tried)} years the number of officers is that of the year before, mostly because no other was read, and "
        f"then the model gives back last year's arrests. It was off by {mean('arrests_model')} on average, last year's "
        f"number by {mean('arrests_last_year')}. On removals the model {looks}: {mean('removals_model')} on average "
        f"against {mean('removals_last_year')} for last year's number, and {middle(facts, 'removals_model')} against "
        f"{middle(facts, 'removals_last_year')} in the middle year. It is told that year's border removals, "
        f"{words.percent(low)} to {words.percent(high)} of the answer. Last year's removals of people ICE arrested plus "
        f"the same border number are off by {mean('removals_last_interior')}.{_missed(facts)}"
    )


def _missed(facts: Records) -> str:
    """Write how far off both were in the newest whole year, whose split is calculated; empty where there is none."""
    late = [t for t in trials(facts) if t.worked_out and not t.arrests_calculated]
    if not late:
        return ""
    newest = late[-1]
    model, plain = (words.percent(abs(newest.error(f"removals_{name}"))) for name in ("model", "last_year"))
    return (
        f" In fiscal {newest.fiscal_year}, left out of these averages since its split is our estimate, the model missed "
        f"by {model} and last year's number by {plain}."
    )
