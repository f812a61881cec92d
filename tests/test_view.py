"""What is shown by default is seen, and a sentence that nothing newer exists rests on every row."""

import pytest
import rows

from explainer.records import door

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


def test_the_counting_rules_follow_each_other(copy_of_data):
    line = rows.edit(copy_of_data, "counting_rules", {"rule": "to_2024"}, {"start": "2013-07-01"})
    found = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(f"counting_rules.csv line {line}, start" in fault for fault in found), found
