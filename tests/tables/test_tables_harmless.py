import pytest

from reviewdesk.builtin.tables import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+48 600", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_leads_like_a_formula_gets_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Soup = good", "1-2", " a", "'quoted'", "ole@example.test", "★"])
def test_every_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_made_harmless_once_is_harmless_for_good():
    assert harmless(harmless("=1+1")) == harmless("=1+1")
