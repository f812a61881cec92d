"""Rows that are well formed and wrong, each in one way: what is said of them, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from rows import SHOWN_2012, add, edit, read_rows

from explainer.records.door import DATA

A_DAY, A_RANGE, A_YEAR = {"goal": "T2-17"}, {"goal": "T2-05"}, {"goal": "T2-29"}
A_MONTH = {"series": "ice_arrests_monthly", "period_start": "2013-10-01"}
NAMED = {"knob": "officers", "value": "5300"}
OFFICERS, SHARE, PREPARATION = {"knob": "officers"}, {"knob": "arrest_share"}, {"knob": "preparation_share"}
ARRESTS_2012 = {"fiscal_year": "2012", "quantity": "arrests"}
FIGURE_2013 = next(r["figure"] for r in read_rows(DATA, "backtest") if (r["fiscal_year"], r["quantity"]) == ("2013", "arrests"))
REMOVALS_2012 = next(r["figure"] for r in read_rows(DATA, "backtest") if (r["fiscal_year"], r["quantity"]) == ("2012", "removals"))
INTERIOR_2012 = SHOWN_2012 | {"series": "ice_removals_interior"}
BEFORE_BIDEN = next(i for i, row in enumerate(read_rows(DATA, "administrations"), start=2) if row["president"] == "Biden") - 1
BIDEN, LAST = {"president": "Biden"}, {"administration": read_rows(DATA, "administrations")[-1]["administration"]}
ONE_DAY = next(row for row in read_rows(DATA, "pace") if row["period_type"] == "day" and row["value"])
FIGURE_2012 = next(r["figure"] for r in read_rows(DATA, "backtest") if (r["fiscal_year"], r["quantity"]) == ("2012", "arrests"))
REMOVALS_2019 = "{ice_removals@2018-10-01..2019-09-30#ice_ero_fy2019}"
FISCAL_2019 = {"set": "million", "order": "3"}
FAST = {"start": "feb_2025"}
OF_TWO = {"definition": "dhs_removals_returns"}
FULLWIDTH, ARABIC = "４０９８４９", "٤٠٩٨٤٩"


@dataclass(frozen=True, eq=False)
class Wrong:
    """One row that is wrong in one way, and what is said of it there, or elsewhere: in that column of the rows that name it."""

    kind: str
    table: str
    where: dict[str, str]
    cells: dict[str, str]
    column: str
    says: str
    change: Callable[..., int] = edit
    elsewhere: bool = False

    @cached_property
    def row(self) -> int:
        """The row that is changed or copied, by its position in the table."""
        return next(i for i, row in enumerate(read_rows(DATA, self.table)) if self.where.items() <= row.items())

    def place(self, line: int) -> str:
        return f", {self.column}: " if self.elsewhere else f"{self.table}.csv line {line}, {self.column}: "

    def is_in(self, place: str, faults: list[str]) -> bool:
        return any(place in fault and self.says in fault for fault in faults)


CASES = [
    # What the schema says of a cell
    Wrong("required cell empty", "figures", SHOWN_2012, {"locator": ""}, "locator", "is empty; it must be filled in"),
    Wrong("blank cell", "figures", SHOWN_2012, {"locator": "  "}, "locator", "'  ' has spaces around it; remove them"),
    Wrong("not a number", "figures", SHOWN_2012, {"value": "many"}, "value",
          "'many' is not a plain number; write digits from 0 to 9, with a point for decimals"),
    Wrong("thousands separator", "figures", SHOWN_2012, {"value": "409,849"}, "value", "'409,849' is not a plain number"),
    Wrong("NaN", "figures", SHOWN_2012, {"value": "NaN"}, "value", "'NaN' is not a plain number"),
    Wrong("infinity", "figures", SHOWN_2012, {"value": "inf"}, "value", "'inf' is not a plain number"),
    Wrong("overflow", "figures", SHOWN_2012, {"value": "1e999"}, "value", "'1e999' is too large to be a number"),
    Wrong("more than was ever counted", "figures", SHOWN_2012, {"value": "2e13"}, "value", "'2e13' is too large"),
    Wrong("negative", "figures", SHOWN_2012, {"value": "-1"}, "value", "'-1' is below 0"),
    Wrong("percent sign", "knobs", SHARE, {"default": "35%"}, "default", "'35%' is not a plain number"),
    Wrong("not a whole number", "untestable", {}, {"fiscal_year": "2007.5"}, "fiscal_year", "'2007.5' is not a whole number"),
    Wrong("not a date", "figures", SHOWN_2012, {"period_end": "2012-09-31"}, "period_end", "'2012-09-31' is not a date; write it as 2024-09-30"),
    Wrong("date of another country", "figures", SHOWN_2012, {"period_end": "9/30/2012"}, "period_end", "write it as 2024-09-30"),
    Wrong("date without dashes", "figures", SHOWN_2012, {"period_end": "20120930"}, "period_end", "write it as 2024-09-30"),
    Wrong("loose date", "goals", A_DAY, {"date": "May 2025"}, "date", "'May 2025' has the wrong form"),
    Wrong("loose date that never was", "goals", A_DAY, {"date": "2025-13"}, "date",
          "'2025-13' is not a date; write 2025, 2025-01 or 2025-01-25"),
    Wrong("source's date", "sources", {"source_id": "ice_ar2024"}, {"date_published": "2024-02-30"}, "date_published", "is not a date"),
    Wrong("wrong enum", "figures", SHOWN_2012, {"status": "probable"}, "status",
          "'probable' is not allowed; it must be one of actual, stated, derived, estimate"),
    Wrong("wrong pattern", "goals", A_DAY, {"goal": "goal 17"}, "goal", "'goal 17' has the wrong form; it must match"),
    Wrong("address that is none", "sources", {}, {"url": "javascript:alert(1)"}, "url", "has the wrong form; it must match ^https?://"),
    Wrong("spaces", "figures", SHOWN_2012, {"source_id": " ice_foia_2003_2016"}, "source_id", "has spaces around it; remove them"),
    Wrong("link key twice", "knobs", {"knob": "borrowed"}, {"link_key": "officers"}, "link_key", "'officers' stands twice; it must be unique"),
    # Keys
    Wrong("doubled key", "figures", SHOWN_2012, {}, "series",
          "stands twice; series + period_start + period_end + source_id + version must be unique", add),
    Wrong("doubled goal", "goals", A_DAY, {}, "goal", "'T2-17' stands twice; goal must be unique", add),
    Wrong("unknown source", "figures", SHOWN_2012, {"source_id": "nobody"}, "source_id",
          "'nobody' is not in sources.csv; add it there or mend it here"),
    Wrong("unknown series", "pace", A_MONTH, {"series": "arrested"}, "series", "'arrested' is not in series.csv; add it there or mend it here"),
    Wrong("unknown source in a list", "claims", {"claim_id": "C01"}, {"source_ids": "ice_ar2024;nobody"}, "source_ids",
          "'nobody' is not in sources.csv"),
    Wrong("unknown series in a list", "definitions", {"definition": "dhs_repatriations"}, {"parts": "dhs_removals;exits"}, "parts",
          "'exits' is not in series.csv"),
    Wrong("unknown knob", "evidence", OFFICERS, {"knob": "agents"}, "knob", "'agents' is not in knobs.csv"),
    # Periods
    Wrong("period reversed", "pace", A_MONTH, {"period_end": "2013-09-30"}, "period_end", "'2013-09-30' is before the period's start, 2013-10-01"),
    Wrong("fiscal year not whole", "figures", SHOWN_2012, {"period_start": "2011-11-01"}, "period_type",
          "2011-11-01 to 2012-09-30 is not a whole fiscal year; call it part_of_fiscal_year or write 2011-10-01 to 2012-09-30"),
    Wrong("part year called whole", "figures", {"period_type": "part_of_fiscal_year"}, {"period_type": "fiscal_year"}, "period_type",
          "is not a whole fiscal year; call it part_of_fiscal_year or write"),
    Wrong("whole year called part", "figures", SHOWN_2012, {"period_type": "part_of_fiscal_year"}, "period_type",
          "2011-10-01 to 2012-09-30 is not a part of one fiscal year"),
    Wrong("fiscal 1976 has fifteen months", "figures", {"series": "dhs_removals", "period_end": "1976-09-30"}, {"period_start": "1975-10-01"},
          "period_type", "call it part_of_fiscal_year or write 1975-07-01 to 1976-09-30"),
    Wrong("month not whole", "pace", A_MONTH, {"period_end": "2013-10-30", "per_day": "634.7"}, "period_type",
          "2013-10-01 to 2013-10-30 is not a whole month; call it part_of_month"),
    Wrong("per day off", "pace", A_MONTH, {"per_day": "641.2"}, "per_day", "641.2 is not 19040 / 31 days; write 614.2"),
    Wrong("a count's period reversed", "figures", {"period_type": "interval"}, {"period_end": "2001-01-01"}, "period_end", "'2001-01-01' is before the period's start"),
    Wrong("a claim's period reversed", "claims", {"claim_id": "C01"}, {"period_end": "2001-01-01"}, "period_end", "'2001-01-01' is before the period's start"),
    Wrong("a mark's period reversed", "evidence", OFFICERS, {"period_end": "2001-01-01"}, "period_end", "'2001-01-01' is before the period's start"),
    Wrong("a part of a calendar year called whole", "figures", {"period_type": "calendar_year"}, {"period_end": "2019-12-30"}, "period_type",
          "2019-01-01 to 2019-12-30 is not a whole calendar year; call it interval"),
    # What is seen
    Wrong("a part of a year beside the whole", "figures", SHOWN_2012, {"period_end": "2012-06-30", "period_type": "part_of_fiscal_year", "value": "310000"},
          "shown_by_default", "a row to 2012-09-30 stands in its place; write no", add),
    Wrong("arrests of some months among fiscal years", "figures", {"series": "ice_arrests", "period_type": "interval"}, {"shown_by_default": "yes"},
          "shown_by_default", "a interval has no place among fiscal years; write no"),
    # Figures among themselves
    Wrong("two rows shown", "figures", SHOWN_2012, {"version": "another"}, "shown_by_default",
          "is shown for ice_removals in the same period too; one row may say yes", add),
    Wrong("low confidence shown", "figures", SHOWN_2012, {"confidence": "low"}, "shown_by_default",
          "a figure of low confidence may not be shown by default; write no"),
    Wrong("interior and border off", "figures", INTERIOR_2012, {"value": "180070"}, "value",
          "interior 180070 + border 228879 (line 514) is not the total, 409849 (line 478); one of the three is wrong"),
    # Sliders
    Wrong("default off its basis", "knobs", OFFICERS, {"default": "6050"}, "default", "6050 is not what basis_formula gives; write 6000"),
    Wrong("unknown figure in a formula", "knobs", OFFICERS, {"basis_formula": "{officers@2024-12-20..2024-12-20#ap_2024}"}, "basis_formula",
          "{officers@2024-12-20..2024-12-20#ap_2024} is not a row of figures.csv or pace.csv"),
    Wrong("unknown knob in a formula", "knobs", OFFICERS, {"basis_formula": "{agents} x 2"}, "basis_formula", "'agents' is not a knob"),
    Wrong("not a formula", "knobs", OFFICERS, {"basis_formula": "about six thousand"}, "basis_formula", "'about six thousand' is not a sum"),
    Wrong("formula that divides by zero", "knobs", OFFICERS, {"basis_formula": "{beds} / ({beds} - {beds})"}, "basis_formula",
          "divides by zero"),
    Wrong("low above high", "knobs", {"knob": "borrowed"}, {"low": "46000"}, "low", "46000 is not below high, 45000"),
    Wrong("default outside", "knobs", {"knob": "borrowed"}, {"low": "500"}, "default", "0 is outside 500 to 45000"),
    Wrong("step zero", "knobs", {"knob": "borrowed"}, {"step": "0"}, "step", "0 is not above zero"),
    Wrong("ten million in a percent", "knobs", SHARE, {"highest": "10000000"}, "highest",
          "10000000 is not a share; a percent lies between 0 and 1"),
    Wrong("ten million in the evidence of a percent", "evidence", {"knob": "share_by_air", "mark": "highest"}, {"value": "10000000"}, "value",
          "10000000 is not a share; a percent lies between 0 and 1"),
    Wrong("no highest mark", "evidence", {"knob": "officers", "mark": "highest"}, {"mark": ""}, "mark",
          "officers needs one row marked highest, the one with"),
    Wrong("start outside the slider", "start_values", {"start": "plan", "knob": "officers"}, {"value": "250000"}, "value",
          "250000 is outside the slider of officers, 0 to 60000"),
    # Goals, trial, questions
    Wrong("goal without a scope", "goals", A_DAY, {"scope": ""}, "scope", "is empty; it must be filled in"),
    Wrong("goal of an unknown scope", "goals", A_DAY, {"scope": "FBI"}, "scope", "'FBI' is not allowed; it must be one of ICE, DHS, INS, not_stated"),
    Wrong("goal without a kind", "goals", A_DAY, {"kind": ""}, "kind", "is empty; it must be filled in"),
    Wrong("goal of nobody's administration", "goals", A_DAY, {"administration": "Trump third term"}, "administration",
          "'Trump third term' is not in administrations.csv"),
    Wrong("definition without a scope", "definitions", {"definition": "ice_removals"}, {"scopes": ""}, "scopes", "is empty; it must be filled in"),
    Wrong("definition of an unknown scope", "definitions", {"definition": "ice_removals"}, {"scopes": "ICE;FBI"}, "scopes",
          "'FBI' is no scope; write one or more of ICE, DHS, INS"),
    Wrong("claim without a group", "claims", {"claim_id": "C01"}, {"group": ""}, "group", "is empty; it must be filled in"),
    Wrong("claim of an unknown group", "claims", {"claim_id": "E01"}, {"group": "later"}, "group", "'later' is not in claim_groups.csv"),
    Wrong("two groups in one place", "claim_groups", {"group": "earlier"}, {"order": "1"}, "order", "'1' stands twice; it must be unique"),
    Wrong("goal a day times 365 wrong", "goals", A_DAY, {"annual_low": "1098000"}, "annual_low",
          "1098000 is not 3000 a day x 365; write 1095000"),
    Wrong("high below low", "goals", A_DAY, {"high": "2999"}, "high", "2999 is below low, 3000"),
    Wrong("sixteen words quoted", "goals", A_DAY, {"words": " ".join(["word"] * 16)}, "words", "quotes 16 words; at most 15"),
    Wrong("trial names no figure", "backtest", {"fiscal_year": "2012", "quantity": "arrests"},
          {"figure": "{ice_arrests@2011-10-01..2012-09-30#nobody}"},
          "figure", "{ice_arrests@2011-10-01..2012-09-30#nobody} is not a row of figures.csv or pace.csv"),
    Wrong("answer names no figure", "questions", {}, {"answer": "409849 removals"}, "answer", "'409849 removals' is not a sum"),
    # Digits and characters
    Wrong("fullwidth digits", "figures", SHOWN_2012, {"value": FULLWIDTH}, "value", f"'{FULLWIDTH}' is not a plain number; write digits from 0 to 9"),
    Wrong("Arabic digits", "figures", SHOWN_2012, {"value": ARABIC}, "value", f"'{ARABIC}' is not a plain number; write digits from 0 to 9"),
    Wrong("fullwidth digits of a date", "figures", SHOWN_2012, {"period_end": "２０12-09-30"}, "period_end", "is not a date"),
    Wrong("Arabic digits of a loose date", "goals", A_DAY, {"date": "٢٠٢٥"}, "date", "has the wrong form"),
    Wrong("fullwidth whole number", "untestable", {}, {"fiscal_year": "２００７"}, "fiscal_year", "is not a plain number"),
    Wrong("a character that cannot be seen", "goals", A_DAY, {"label": "3,000\u200b arrests"}, "label", "'3,000<U+200B> arrests' holds a character that cannot"),
    Wrong("a number that fills the screen", "goals", A_YEAR, {"low": "1e300"}, "low", "'1e300' is too large"),
    Wrong("a long cell is cut", "figures", SHOWN_2012, {"value": "9" * 10_000 + "x"}, "value", f"'{'9' * 40}…' is not a plain number"),
    Wrong("a list of nothing", "definitions", OF_TWO, {"parts": ";"}, "parts", "';' names nothing; write names with ';' between them"),
    # Dates
    Wrong("open end", "figures", SHOWN_2012, {"period_end": "9999-12-31"}, "period_end", "'9999-12-31' lies outside 1789 to 2100"),
    Wrong("year 1", "figures", SHOWN_2012, {"period_start": "0001-01-01"}, "period_start", "'0001-01-01' lies outside 1789 to 2100"),
    Wrong("open end of pace", "pace", A_MONTH, {"period_start": "9999-12-01"}, "period_start", "lies outside"),
    Wrong("a count of the future", "pace", A_MONTH, {"period_start": "2062-10-01", "period_end": "2062-10-31"}, "period_end", "'2062-10-31' is after the day of the data"),
    Wrong("a goal stated in the future", "goals", A_DAY, {"date": "2062-05"}, "date", "'2062-05' is after the day of the data"),
    Wrong("a source of the future", "sources", {"source_id": "ice_ar2024"}, {"date_published": "2062"}, "date_published", "is after the day of the data"),
    Wrong("a mark of the future that is no plan", "evidence", {"knob": "officers", "kind": "published"},
          {"period_start": "2062-01-01", "period_end": "2062-01-01"}, "period_start", "is after the day of the data"),
    Wrong("a president of the future", "administrations", LAST, {"start": "2062-01-20"}, "start", "is after the day of the data"),
    Wrong("trial of year 3012", "backtest", ARRESTS_2012, {"fiscal_year": "3012"}, "fiscal_year", "3012 lies outside"),
    Wrong("a budget of year 0", "budgets", {}, {"fiscal_year": "0"}, "fiscal_year", "'0' is below 1789"),
    Wrong("a break of year 12012", "breaks", {"break_id": "fy2007"}, {"known_year": "12012"}, "known_year", "'12012' is above 2100"),
    Wrong("a source older than what it counts", "sources", {"source_id": "ice_ar2024"}, {"date_published": "1999"}, "source_id", "is dated 1999, before the period begins", elsewhere=True),
    Wrong("a month called a day", "pace", A_MONTH, {"period_type": "day"}, "period_type", "is not a whole day; call it part_of_month"),
    Wrong("a week of eight days", "pace", {"period_type": "week"}, {"period_start": "2025-01-19"}, "period_type", "is not a whole week"),
    Wrong("a rate a day off in its second digit", "pace", A_MONTH, {"per_day": "614.27"}, "per_day", "614.27 is not 19040 / 31 days; write 614.2"),
    Wrong("a rate of one day off", "pace", {"period_type": "day", "value": ONE_DAY["value"]}, {"per_day": "1"}, "per_day",
          f"1 is not {ONE_DAY['value']} / 1 days"),
    # Terms of office
    Wrong("a term of no day", "administrations", BIDEN, {"end": "2021-01-20"}, "end", "'2021-01-20' is not after the term's start, 2021-01-20"),
    Wrong("a term that ends before it starts", "administrations", BIDEN, {"end": "2020-01-20"}, "end", "'2020-01-20' is not after the term's start, 2021-01-20"),
    Wrong("a gap between terms", "administrations", BIDEN, {"start": "2021-02-20"}, "start", f"leaves a gap: the term before ends 2021-01-20 (line {BEFORE_BIDEN})"),
    Wrong("terms that overlap", "administrations", BIDEN, {"start": "2020-12-20"}, "start", f"leaves an overlap: the term before ends 2021-01-20 (line {BEFORE_BIDEN})"),
    Wrong("nobody in office", "administrations", LAST, {"end": "2025-01-21"}, "end", "should be empty: the last president in the table is in office"),
    Wrong("two in office", "administrations", BIDEN, {"end": ""}, "end", "is empty; the last president alone has no end of term"),
    # Goals
    Wrong("yearly low off", "goals", A_YEAR, {"annual_low": "10000000"}, "annual_low", "10000000 is not 1000000 a year; write 1000000"),
    Wrong("yearly high off", "goals", A_RANGE, {"annual_high": "5475000"}, "annual_high", "5475000 is not 1500 a day x 365; write 547500"),
    Wrong("yearly low off a day", "goals", A_RANGE, {"annual_low": "438365"}, "annual_low", "438365 is not 1200 a day x 365; write 438000"),
    Wrong("yearly ends turned around", "goals", A_RANGE, {"annual_low": "547500", "annual_high": "438000"}, "annual_high", "438000 is below annual_low, 547500"),
    Wrong("one end empty", "goals", A_RANGE, {"high": ""}, "high", "is empty, but low is 1200; fill in both"),
    Wrong("the other end empty", "goals", A_RANGE, {"low": ""}, "low", "is empty, but high is 1500; fill in both"),
    Wrong("one yearly end empty", "goals", A_RANGE, {"annual_high": ""}, "annual_high", "is empty, but annual_low is 438000; fill in both"),
    Wrong("both yearly ends empty", "goals", A_DAY, {"annual_low": "", "annual_high": ""}, "annual_low", "is empty; write 1095000"),
    Wrong("a daily goal called a total", "goals", A_DAY, {"per": "total"}, "annual_low", "should be empty: per is 'total', so no yearly number follows"),
    Wrong("a daily goal called yearly", "goals", A_DAY, {"per": "year"}, "annual_low", "1095000 is not 3000 a year; write 3000"),
    Wrong("a goal of a president not yet in office", "goals", A_YEAR, {"date": "2016-04"}, "date", "'2016-04' is not within the term of Trump second term"),
    Wrong("a goal of a president out of office", "goals", A_YEAR, {"administration": "Biden"}, "date", "is not within the term of Biden, 2021-01-20 to 2025-01-20"),
    Wrong("a goal for an agency that was gone", "goals", A_YEAR, {"scope": "INS"}, "scope", "'INS' was not there in 2026-04"),
    Wrong("a goal for an agency to come", "goals", {"goal": "CL-01"}, {"scope": "ICE"}, "scope", "'ICE' was not there in"),
    Wrong("the first goal for another agency", "goals", A_YEAR, {"scope": "DHS"}, "scope", "'DHS', and the count beside it is of ICE"),
    Wrong("the first goal in arrests", "goals", A_YEAR, {"measure": "arrests"}, "kind", "'removals' has no goals in arrests; mend one of the two, or write arrests"),
    Wrong("the first goal of another kind", "goals", A_YEAR, {"kind": "detention"}, "kind", "'detention' has no goals in removals; mend one of the two, or write removals"),
    # Sliders
    Wrong("a slider that the model does not know", "knobs", SHARE, {"knob": "agents", "link_key": "agents", "basis_formula": "assumption"}, "knob",
          "'agents' is not a field of Scenario in explainer/model/steps.py; add it there first", add),
    Wrong("a range of nothing", "knobs", OFFICERS, {"low": "60000"}, "low", "60000 is not below high, 60000"),
    Wrong("a step larger than the range", "knobs", OFFICERS, {"step": "200001"}, "step", "200001 is larger than the range, 0 to 60000"),
    Wrong("a step of next to nothing", "knobs", OFFICERS, {"step": "1e-12"}, "step", "1e-12 is too small for the range, 0 to 60000"),
    Wrong("less than none", "knobs", OFFICERS, {"low": "-6000"}, "low", "'-6000' is below 0"),
    Wrong("nine days a week", "knobs", {"knob": "days_per_week"}, {"highest": "9"}, "highest", "9 is above 7, the most that days can be"),
    Wrong("days off beyond the year", "knobs", {"knob": "days_off"}, {"highest": "400"}, "highest", "400 is above 365"),
    Wrong("no time for arrests", "knobs", PREPARATION, {"highest": "1"}, "highest", "1 would leave no time for arrests; keep it below 1"),
    Wrong("a share written as a count", "knobs", SHARE, {"style": "count"}, "style", "'count' does not fit the unit 'share'"),
    Wrong("a share of 42", "start_values", {"start": "fy2012", "knob": "removed_share"}, {"value": "42"}, "value", "42 is outside the slider of removed_share, 0 to 1"),
    Wrong("a share of one and a half", "knobs", SHARE, {"highest": "1.5"}, "highest", "1.5 is not a share; a percent lies between 0 and 1"),
    Wrong("a start of its own counting rule", "counting_rules", {"rule": "to_2024"}, {"start": "2013-07-01"}, "start",
          "the rule before ends on 2013-05-31; write 2013-06-01"),
    Wrong("a counting rule that ends before it starts", "counting_rules", {"rule": "to_2024"}, {"end": "2013-01-01"}, "end",
          "'2013-01-01' is before the rule's start, 2013-06-01"),
    Wrong("a share of 42 among the figures", "figures", {"series": "ice_removals_by_air_share"}, {"value": "42"}, "value", "42 is not a share; write it between 0 and 1"),
    Wrong("a share of one and a half among the figures", "figures", {"series": "ice_removals_by_air_share"}, {"value": "1.5"}, "value", "1.5 is not a share"),
    Wrong("a share of one and a half as a mark", "evidence", {"knob": "share_by_air", "mark": "highest"}, {"value": "1.5"}, "value", "1.5 is not a share"),
    Wrong("a mark that its slider cannot reach", "evidence", {"knob": "officers", "mark": "highest"}, {"value": "250000"}, "value",
          "250000 is outside the slider of officers, 0 to 60000"),
    Wrong("a mark that is not its figure", "evidence", {"knob": "border_removals", "kind": "published"}, {"value": "123456"}, "value",
          "123456 is not the figure of that period and source, "),
    Wrong("a slider that rests on itself", "knobs", OFFICERS, {"basis_formula": "{officers}", "default": "7777"}, "basis_formula", "officers rests on itself"),
    Wrong("a group without a tab", "groups", {"group": "staffing"}, {"in_tabs": "no"}, "in_tabs", "would be nowhere on the page; write yes"),
    Wrong("a tab for the fast start", "groups", {"group": "fast start"}, {"in_tabs": "yes"}, "in_tabs", "stand in the part of the fast start alone; write no"),
    Wrong("a group of no slider", "groups", {"group": "staffing"}, {"group": "money", "label": "Money"}, "group", "no slider of knobs.csv is in 'money'", add),
    Wrong("a slider away from its group", "knobs", {"knob": "judges"}, {"group": "staffing"}, "group", "rows of 'staffing' are parted by other rows"),
    Wrong("an assumption that does not say so", "knobs", SHARE, {"basis": "Budgets of fiscal 2017."}, "basis", "begins with 'Assumed.' where"),
    Wrong("a plan marked as the highest", "evidence", {"knob": "officers", "kind": "plan"}, {"mark": "highest"}, "mark", "but a plan is not counted alike; empty it"),
    Wrong("a slider that goes farther than what can be set", "knobs", OFFICERS, {"highest": "50000"}, "highest", "50000 is below high, 60000"),
    Wrong("past values in the first corner of a slider", "knobs", OFFICERS, {"high": "200000"}, "high", "no room to be seen; end it at 69000"),
    Wrong("no past value and no word", "knobs", {"knob": "borrowed_output"}, {"said": ""}, "said", "borrowed_output has no past value; say in a sentence"),
    Wrong("words at a mark without a number", "evidence", NAMED, {"named": "the most"}, "named", "'the most' holds no number; write {value}"),
    Wrong("a name without a rank", "evidence", NAMED, {"rank": ""}, "rank", "'' is not a rank of its own among the names of officers"),
    Wrong("a rank twice", "evidence", {"knob": "officers", "value": "11500"}, {"rank": "2"}, "rank", "'2' is not a rank of its own among the names of officers"),
    Wrong("a rank without a name", "evidence", NAMED, {"named": ""}, "rank", "2 is for words at the mark"),
    Wrong("a name beyond the slider", "evidence", {"knob": "flights_per_month", "kind": "plan"}, {"named": "{value|0} (2016)", "rank": "9"}, "named",
          "outside the slider of flights_per_month, 0 to 600"),
    Wrong("a limit of nothing", "groups", {"group": "staffing"}, {"limits": "arrests;money"}, "limits", "'money' is no limit; write one of arrests"),
    Wrong("a limit that opens two groups", "groups", {"group": "work days"}, {"limits": "arrests"}, "limits", "arrests opens 'staffing' too; name it once"),
    Wrong("a limit that opens other sliders", "groups", {"group": "work days"}, {"limits": "beds"}, "limits", "no slider of the limit beds is in the tab of 'work days'"),
    # Definitions
    Wrong("a stock among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;detained_average"}, "parts", "detained_average is a stock; flows alone can be added up"),
    Wrong("a rate among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;ice_removals_daily_rate"}, "parts", "ice_removals_daily_rate is a rate"),
    Wrong("a series twice", "definitions", OF_TWO, {"parts": "dhs_removals;dhs_removals"}, "parts", "dhs_removals stands twice; it would be counted twice"),
    Wrong("a part and its whole", "definitions", OF_TWO, {"parts": "dhs_returns;dhs_enforcement_returns"}, "parts", "dhs_enforcement_returns is counted in dhs_returns too"),
    Wrong("a part and the whole of its whole", "definitions", OF_TWO, {"parts": "ice_removals_interior;dhs_removals"}, "parts",
          "ice_removals_interior is counted in dhs_removals too"),
    Wrong("a series twice in two columns", "definitions", OF_TWO, {"sometimes": "dhs_returns"}, "sometimes", "dhs_returns stands twice"),
    Wrong("other units", "definitions", OF_TWO, {"sometimes": "removal_flights"}, "sometimes", "removal_flights counts flights, dhs_removals events"),
    Wrong("other units among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;removal_flights"}, "parts", "removal_flights counts flights, dhs_removals events"),
    Wrong("another total", "definitions", OF_TWO, {"published_total": "dhs_returns"}, "published_total", "dhs_returns is not the whole of dhs_removals in wholes.csv"),
    Wrong("a part without years", "definitions", OF_TWO, {"parts": "arrests_posted_by_ice"}, "parts", "arrests_posted_by_ice has no whole fiscal year in figures.csv"),
    Wrong("a whole in a circle", "wholes", {"part": "dhs_returns"}, {"part": "dhs_total_repatriations", "whole": "dhs_enforcement_returns"}, "whole",
          "dhs_total_repatriations would be a part of itself", add),
    # The trial
    Wrong("another year's figure", "backtest", ARRESTS_2012, {"figure": FIGURE_2013}, "figure", "is of FY2013, not of FY2012; mend it, or write carried=yes"),
    Wrong("another series' figure", "backtest", ARRESTS_2012, {"figure": REMOVALS_2012}, "figure", "ice_removals does not stand for arrests"),
    Wrong("carried, but of the year itself", "backtest", ARRESTS_2012, {"carried": "yes"}, "carried", "'yes', but the figure is of FY2012 itself; write no"),
    Wrong("a number instead of a figure", "backtest", ARRESTS_2012, {"figure": "290622"}, "figure", "is no figure, and no sum of figures; write {series@"),
    Wrong("a figure doubled", "backtest", ARRESTS_2012, {"figure": f"{FIGURE_2012} x 2"}, "figure", "is no figure, and no sum of figures"),
    Wrong("a figure by the month", "backtest", ARRESTS_2012, {"figure": f"{FIGURE_2012} / 12"}, "figure", "is no figure, and no sum of figures"),
    Wrong("two figures, one off the other", "backtest", ARRESTS_2012, {"figure": f"{FIGURE_2012} - {FIGURE_2012}"}, "figure", "is no figure, and no sum"),
    # Lists side by side
    Wrong("a list's figure of nobody", "side_by_side", FISCAL_2019, {"figure": "{ice_removals@2018-10-01..2019-09-30#nobody} / 365"}, "figure",
          "is not a row of figures.csv or pace.csv"),
    Wrong("a list's figure doubled", "side_by_side", FISCAL_2019, {"figure": f"{REMOVALS_2019} x 2"}, "figure", "is no figure a day"),
    Wrong("a list's figure not divided", "side_by_side", FISCAL_2019, {"figure": REMOVALS_2019}, "figure", "should be divided by its 365 days"),
    Wrong("a list's figure divided by another year's days", "side_by_side", FISCAL_2019, {"figure": f"{REMOVALS_2019} / 366"}, "figure",
          "should be divided by its 365 days"),
    Wrong("a list's figure by the month", "side_by_side", FISCAL_2019, {"figure": f"{REMOVALS_2019} / 12"}, "figure", "should be divided by its 365 days"),
    Wrong("a rate a day divided", "side_by_side", {"order": "2", "set": "jan_feb_2025"},
          {"figure": "{arrests_dhs_data_press@2025-01-21..2025-01-31#wapo_feb2025} / 11"}, "figure", "should be as it is, a rate a day"),
    Wrong("a list's figure of another source", "side_by_side", FISCAL_2019, {"source_id": "ice_ar2024"}, "figure", "is from ice_ero_fy2019, and the row from ice_ar2024"),
    Wrong("arrests in a list of removals", "side_by_side", FISCAL_2019, {"figure": "{ice_arrests@2018-10-01..2019-09-30#ice_ero_fy2019} / 365"}, "figure",
          "ice_arrests counts arrests, and the list is of removals"),
    Wrong("a figure twice in a list", "side_by_side", {"order": "4", "set": "million"}, {"figure": f"{REMOVALS_2019} / 365", "source_id": "ice_ero_fy2019"},
          "figure", "stands twice in this list"),
    Wrong("a list that begins with another goal", "side_by_side", {"order": "1", "set": "million"}, {"goal": "T2-17"}, "goal", "T2-17 is not from ice_cbj_fy2027"),
    Wrong("a list that begins with a denial", "side_by_side", {"order": "1", "set": "jan_feb_2025"}, {"goal": "T2-21"}, "goal", "T2-21 is no goal in arrests"),
    Wrong("a list that begins with beds", "side_by_side", {"order": "1", "set": "million"}, {"goal": "T2-31"}, "goal", "T2-31 is no goal in removals or arrests"),
    Wrong("a list without its goal", "side_by_side", {"order": "1", "set": "million"}, {"goal": ""}, "goal", "the first row of a list names a goal"),
    Wrong("a later goal in removals", "side_by_side", {"order": "7", "set": "jan_feb_2025"}, {"later_goal": "T2-29"}, "later_goal", "T2-29 is no goal in arrests"),
    Wrong("an input is missing", "backtest", ARRESTS_2012, {"quantity": "held", "fiscal_year": "2010"}, "quantity", "FY2010 has no row for officers; add it"),
    # Questions
    Wrong("an answer outside", "questions", {"question": "removals_fy2019"}, {"high": "200000"}, "answer", "comes to 267258, outside 0 to 200000"),
    Wrong("an answer of no figure", "questions", {"question": "removals_fy2019"}, {"answer": "0 x 1"}, "answer", "names no figure"),
    Wrong("an answer doubled", "questions", {"question": "removals_fy2019"}, {"answer": f"{REMOVALS_2019} x 2"}, "answer", "names no figure"),
    Wrong("no room to guess", "questions", {"question": "removals_fy2019"}, {"low": "2000000"}, "low", "2000000 is not below high, 2000000"),
    Wrong("a guess that cannot move", "questions", {"question": "removals_fy2019"}, {"step": "0"}, "step", "0 is not above zero"),
    # Sums
    Wrong("interior and border 21 apart from their total", "figures", INTERIOR_2012, {"value": "180991"}, "value",
          "interior 180991 + border 228879"),
    # Starts
    Wrong("model's arrests off in the second digit", "starts", {"start": "fy2024"}, {"model_arrests_per_day": "310.7"}, "model_arrests_per_day", "write 310.8"),
    Wrong("model's removals of another start", "starts", {"start": "fy2024"}, {"model_removals_per_year": "315943"}, "model_removals_per_year", "write 271484"),
    Wrong("beds with two digits exchanged", "start_values", {"start": "latest", "knob": "beds"}, {"value": "46508"}, "value",
          "46508 is no value of beds in evidence.csv; 43111.75 may be meant"),
    Wrong("no flights", "start_values", {"start": "latest", "knob": "flights_per_month"}, {"value": "0"}, "value", "0 is no value of flights_per_month"),
    Wrong("model's arrests doubled", "starts", {"start": "fy2024"}, {"model_arrests_per_day": "621.6"}, "model_arrests_per_day",
          "621.6 is not what the model gives at these settings; write 310.8"),
    Wrong("recorded arrests a tenth", "starts", {"start": "fy2024"}, {"recorded_arrests_per_day": "31"}, "recorded_arrests_per_day",
          "31 is not a count of this series and source; 309.9 may be meant"),
    Wrong("a start's record that is gone", "starts", {"start": "fy2024"}, {"recorded_arrests_per_day": ""}, "recorded_arrests_per_day", "is empty, but ice_arrests was counted"),
    Wrong("shown to before shown from", "starts", FAST, {"shown_to": "2025-01-19"}, "shown_to", "'2025-01-19' is not after shown_from, 2025-01-20"),
    Wrong("a list that begins before what is shown", "starts", FAST, {"list_begins": "2025-01-01"}, "list_begins", "is not within 2025-01-20 to 2025-02-28"),
    Wrong("no day from which to show", "starts", FAST, {"shown_from": ""}, "shown_from", "is empty; the start that opens the fast start has it"),
    Wrong("days of a start that opens nothing", "starts", {"start": "fy2024"}, {"shown_to": "2025-02-28"}, "shown_to", "is filled; the start that opens"),
    Wrong("two starts that open the fast start", "starts", {"start": "june_2025"}, {"opens_fast_start": "yes"}, "opens_fast_start", "is 'yes' in 2 rows"),
    Wrong("recorded arrests of nobody", "starts", {"start": "fy2024"}, {"source_id": "ap_2024"}, "recorded_arrests_per_day", "no row of figures.csv or pace.csv has this"),
]
