"""What is shown by default is seen, and a sentence that nothing newer exists rests on every row."""

import pytest
import rows

from explainer.records import counts, door
from explainer.telling import record

TO_DATE = {"series": "ice_removals_to_date", "shown_by_default": "yes"}


@pytest.mark.parametrize(("where", "cells", "says"), [
    (TO_DATE, {"period_end": "2026-06-11", "value": "310000"}, "stands in its place; write no"),
    ({"series": "ice_arrests", "period_type": "interval"}, {"shown_by_default": "yes"}, "has no place among fiscal years"),
])
def test_a_row_that_no_part_can_show_is_named(copy_of_data, where, cells, says):
    if where is TO_DATE:
        line = rows.add(copy_of_data, "figures", where, cells)
    else:
        line = rows.edit(copy_of_data, "figures", where, cells)
    found = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(f"figures.csv line {line}, shown_by_default" in fault and says in fault for fault in found), found


def test_a_weak_later_figure_is_said_and_without_it_nothing_later(copy_of_data, facts):
    newest = counts.newest(facts, "ice_removals")
    last = counts.under_definition(facts, "ice_removals")["period_end"].max()
    assert newest["period_end"] > last and f"{newest['value']:,.0f}" in record.reach(facts, "ice_removals")
    rows.edit(copy_of_data, "figures", {"series": newest["series"], "period_end": str(newest["period_end"])}, {"period_end": "2026-07-01"})
    assert record.reach(door.load(copy_of_data), "ice_removals").endswith("No later figure was found.")


def test_the_counting_rules_follow_each_other(copy_of_data):
    line = rows.edit(copy_of_data, "counting_rules", {"rule": "to_2024"}, {"start": "2013-07-01"})
    found = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(f"counting_rules.csv line {line}, start" in fault for fault in found), found
