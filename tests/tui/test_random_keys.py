"""Keys struck at random, by a cat or a sleeve: nothing breaks, nothing goes out by itself, no draft is lost.

A few seeds run each time; RANDOM_KEYS=500x20 strikes 500 keys from each of 20 seeds.
"""

import os
import random
from difflib import SequenceMatcher

import pytest

from reviewdesk.store.lines import Query
from reviewdesk.tui.actions import TABLE
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.screens.accounts import AccountsScreen

STEPS, SEEDS = map(int, os.environ.get("RANDOM_KEYS", "50x2").split("x"))
LEFT_OUT = ("leave_desk", "external", "external_list", "external_look")
KEYS = [key for action in TABLE for key in action.keys.split(",") if action.id not in LEFT_OUT]
SAFE = [key for key in KEYS if key not in ("f4", "e")]
DRAFT = "Kept, whatever is struck."


def _most_of(words: str, text: str) -> bool:
    """Whether hardly more is gone than typing may take without leaving an earlier version: three tenths."""
    same = SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) >= len(words) * 0.7


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
async def test_random_keys_break_nothing_and_send_nothing_unasked(connected_desk, google, sit, clock, seed):
    dice = random.Random(seed)
    begun = connected_desk.inbox.page(Query(), limit=1)[0]
    connected_desk.replies.draft(begun.pub, DRAFT)
    asked, struck = 0, []
    async with sit(size=(100, 30)) as seat:
        for step in range(STEPS):
            key = dice.choice([*SAFE, "escape", "escape", "tab", "a", "space", "enter"])
            if key == "s" and isinstance(seat.app.screen, AccountsScreen):
                continue  # signing in waits for a person in a browser, and each key then for it
            asked += key == "y" and isinstance(seat.app.screen, LastLookDialog)
            struck.append(key)
            await seat.press(key)
            assert seat.app._exception is None, struck
            if not seat.app.is_running:
                break  # The palette knows how to close the desk, and asks for no key of its own.
            if step % 20 == 0:
                await seat.pilot.resize_terminal(dice.randint(20, 200), dice.randint(6, 60))
        else:
            seat.app.inbox_screen.save_now()
    known = connected_desk.inbox.find(begun.pub)
    past = connected_desk.inbox.past(known)
    kept = [each.text for each in (*past.drafts, *past.replies, *filter(None, [known.draft]))]
    assert any(_most_of(DRAFT, text) for text in kept), kept
    queued = [each for each in connected_desk.diary(limit=5000) if each.what == "reply.queued"]
    assert len(queued) <= asked
    assert google.journal.count("PUT", "/reply", applied=True) <= asked
