"""What the trial on past years shows, whichever way it points."""

from functools import cache
from statistics import fmean, median

from explainer import words
from explainer.model import trial
from explainer.model.trial import Trial
from explainer.records import past
from explainer.records.door import Records

COMPARED = ("model", "last_year", "last_interior")
HELPS = 0.95  # an error counts as smaller below this share of the other


@cache
def trials(facts: Records) -> list[Trial]:
    """Return the trial of every past year with all inputs, oldest first."""
    return trial.trials(past.years_for_trial(facts))


@cache
def counted(facts: Records, measure: str) -> list[Trial]:
    """Return the trials of a measure whose inputs were counted: for removals the split too, for arrests the arrests."""
    return [t for t in trials(facts) if not t.calculated(measure)]


def error(facts: Records, name: str) -> float:
    """Return the mean absolute error of a comparison over the counted years, as a share."""
    return fmean(trial.absolute_errors(counted(facts, name.split("_")[0]), name))


def middle(facts: Records, name: str) -> float:
    """Return the median absolute error of a comparison over the counted years, as a share: one odd year moves it little."""
    return median(trial.absolute_errors(counted(facts, name.split("_")[0]), name))


def helped(facts: Records, measure: str) -> bool:
    """Return whether the model came nearer than last year's number."""
    return error(facts, f"{measure}_model") < HELPS * error(facts, f"{measure}_last_year")


def years(facts: Records, measure: str) -> str:
    """Return the years that were tried: 'fiscal years 2012 to 2024'."""
    tried = counted(facts, measure)
    return f"fiscal years {tried[0].fiscal_year} to {tried[-1].fiscal_year}"


def own_counts(facts: Records) -> tuple[int, int]:
    """Return in how many of the years tried for arrests the officers are of that year, and how many years were tried."""
    tried = counted(facts, "arrests")
    return sum(t.officers_counted for t in tried), len(tried)


def can_be_tested(facts: Records) -> bool:
    """Return whether most years tried have an officer count of their own, so that the trial says something of officers."""
    own, tried = own_counts(facts)
    return own > tried / 2


@cache
def caution(facts: Records) -> str:
    """Return the one line that stands beside the staffing sliders."""
    own, tried = own_counts(facts)
    if can_be_tested(facts):
        how = "helped" if helped(facts, "arrests") else "did not help"
        return f"In {years(facts, 'arrests')}, officer numbers {how} to predict arrests."
    return (
        "Whether more officers mean more arrests cannot be tested with past years: in "
        f"{tried - own} of {tried} of them we use the officer count of another year."
    )


def of_officers(facts: Records) -> str:
    """Say what the trial shows of officers and arrests, or why it shows nothing."""
    tried = counted(facts, "arrests")
    same = sum(t.same_officers for t in tried)
    model, plain = (words.percent(error(facts, f"arrests_{name}")) for name in ("model", "last_year"))
    text = caution(facts)
    if not can_be_tested(facts):
        text += (
            f" We take the nearest one, an older or a later one. In {same} of these years it is the number of the year "
            "before, and the model then gives last year's arrests by construction."
        )
    return f"{text} On average the model is {model} off, last year's number {plain}."


def of_removals(facts: Records) -> str:
    """Say how near removals come, what that rests on, and what a plain sum does as well."""
    tried = {t.fiscal_year for t in counted(facts, "removals")}
    shares = [y.border_removals / y.removals for y in past.years_for_trial(facts) if y.fiscal_year in tried]
    model, plain, simple = (words.percent(middle(facts, f"removals_{name}")) for name in COMPARED)
    return (
        f"Half of the years come within {model} of the count; last year's number alone would come within {plain}. Border "
        f"removals of the same year, {words.percent(min(shares))} to {words.percent(max(shares))} of the total, are given to "
        f"the test: added to last year's interior removals, they come within {simple} in half of the years."
    )


def on_average(facts: Records) -> str:
    """Say how far removals are off on average, which one odd year moves."""
    model, plain, simple = (words.percent(error(facts, f"removals_{name}")) for name in COMPARED)
    return (
        f"For removals the model is on average {model} off, last year's number {plain}, and last year's interior removals "
        f"with the border removals of the year {simple}."
    )


def of_the_last(facts: Records) -> str:
    """Say how far off the years are that rest on calculated inputs and are not in the averages; empty for none."""
    ends = past.ends_early(facts)
    told = [
        f"fiscal {t.fiscal_year}{f' (to {words.day(ends[t.fiscal_year])}, as a year)' if t.fiscal_year in ends else ''} by "
        f"{words.percent(abs(t.error('removals_model')))}, last year's number, counted alike, by "
        f"{words.percent(abs(t.error('removals_last_year')))}"
        for t in trials(facts)
        if t.worked_out
    ]
    return f"With calculated inputs it missed {'; '.join(told)}." if told else ""


def finding(facts: Records, measure: str) -> str:
    """Return how past years come out, as a heading."""
    model = words.percent(middle(facts, f"{measure}_model"))
    of_removals = measure == "removals"
    plain = words.percent(middle(facts, "removals_last_interior" if of_removals else "arrests_last_year"))
    guess = "last year's interior number" if of_removals else "last year's number"
    given = "both given border removals" if of_removals else "given officers as far as known"
    beside = f"and so does {guess}" if plain == model else f"{guess} within {plain}"
    return (
        f"Past years: in half of {years(facts, measure)} the model comes within {model} of the {measure} counted, "
        f"{beside}, {given}"
    )


def missed(t: Trial, measure: str) -> str:
    """Write how far the model was off: '51% above the count', '35% below our estimate'; near it 'the count itself'."""
    share, what = t.error(f"{measure}_model"), "our estimate" if t.calculated(measure) else "the count"
    off = words.percent(abs(share))
    return f"{what} itself" if off == "0%" else f"{off} {'above' if share > 0 else 'below'} {what}"
