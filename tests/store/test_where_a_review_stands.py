"""One state each, the first that holds in the documented order; it waits exactly in the waiting states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.store.lines import ON_ITS_WAY, WAITING, State
from reviewdesk.store.standing import settled, state_of

QUIET = {
    "removed_at": None,
    "live": None,
    "outcome": None,
    "again": False,
    "snoozed_until": None,
    "skipped": None,
    "history": False,
    "drafted": False,
    "standing_text": None,
    "standing_origin": None,
    "answerable": True,
    "reply_known": True,
    "kind": "review",
    "desk_key": 7,
}
HERE = {"standing_text": "Thanks", "standing_origin": "here"}
THERE = {"standing_text": "Thanks", "standing_origin": "platform"}

IN_ORDER = [
    (State.REMOVED, {"removed_at": "then"}),
    *((state, {"live": state.value}) for state in sorted(ON_ITS_WAY)),
    (State.REFUSED, {"outcome": "refused"}),
    (State.GONE, {"outcome": "gone"}),
    (State.AGAIN, {"again": True}),
    (State.SNOOZED, {"snoozed_until": "later"}),
    (State.SKIPPED, {"skipped": "why"}),
    (State.HISTORY, {"history": True}),
    (State.DRAFTED, {"drafted": True}),
    (State.PUBLISHED, HERE),
    (State.WITHDRAWN, {"outcome": "withdrawn"}),
    (State.ANSWERED_ELSEWHERE, THERE),
    (State.NOT_ANSWERABLE, {"answerable": False}),
    (State.UNANSWERED, {}),
]


def test_every_state_is_told_of():
    assert {state for state, _change in IN_ORDER} == set(State)


@pytest.mark.parametrize(("state", "change"), IN_ORDER)
def test_each_state_by_its_own_sign(state, change):
    assert state_of(QUIET | change) == state


@pytest.mark.parametrize("place", range(len(IN_ORDER) - 1))
def test_the_first_that_holds_in_the_documented_order(place):
    state, change = IN_ORDER[place]
    for later, more in IN_ORDER[place + 1 :]:
        if set(change) & set(more) or {state, later} <= {State.WITHDRAWN, State.ANSWERED_ELSEWHERE}:
            continue  # two values of one column can't hold at once; nothing stands after a withdrawal
        assert state_of(QUIET | more | change) == state, later


ROW = st.fixed_dictionaries(
    {
        "removed_at": st.sampled_from([None, "then"]),
        "live": st.sampled_from([None, *(state.value for state in ON_ITS_WAY)]),
        "outcome": st.sampled_from([None, "refused", "gone", "withdrawn"]),
        "again": st.booleans(),
        "snoozed_until": st.sampled_from([None, "later"]),
        "skipped": st.sampled_from([None, "why"]),
        "history": st.booleans(),
        "drafted": st.booleans(),
        "standing_text": st.sampled_from([None, "Thanks"]),
        "standing_origin": st.sampled_from([None, "here", "platform"]),
        "answerable": st.booleans(),
        "reply_known": st.booleans(),
        "kind": st.sampled_from(["review", "mention"]),
        "desk_key": st.integers(0, 10**9),
    }
)


@given(ROW)
def test_it_waits_exactly_in_the_waiting_states(row):
    found = settled(row)
    state = State(found["state"])
    waits = state in WAITING and row["kind"] == "review"
    if state == State.UNANSWERED and not row["reply_known"]:
        waits = False
    assert (found["inbox_key"] is not None) == waits
    assert found["inbox_key"] in (None, row["desk_key"])


@given(ROW)
def test_every_row_has_one_state(row):
    assert state_of(row) in State
