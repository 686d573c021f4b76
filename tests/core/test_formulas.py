"""No spreadsheet runs what stands in a table, and it can be read back as it was."""

import pytest

from participatie.core.formulas import as_it_was, harmless


@pytest.mark.parametrize("start", ["=HYPERLINK(1)", "+31", "-1", "@SUM", "\tx", "\rx", "\n=1"])
def test_no_cell_is_taken_for_a_formula(start):
    assert harmless(start) == "'" + start


@pytest.mark.parametrize("cell", ["=1", "'=1", "''=1", "'s avonds", "gewoon", "'", ""])
def test_a_cell_that_was_made_harmless_comes_back_as_it_was(cell):
    assert as_it_was(harmless(cell)) == cell
