"""Work in the background that nobody waits for: search index, languages, snoozes that are over."""

from reviewdesk.engine.bench import Bench
from reviewdesk.engine.incoming.language import guess
from reviewdesk.store import asleep, chores, keeping, search
from reviewdesk.store.goodwill import contacts

_BATCH = 200


def wake(bench: Bench) -> None:
    """Those snoozed until a moment that has come wait again."""
    now = bench.clock.now()
    with bench.db.read() as tx:
        due = asleep.anyone_due(tx, now)
    if due:
        with bench.write() as tx:
            asleep.wake(tx, now)


def do_some(bench: Bench) -> bool:
    """A little of everything; true when there is more to do."""
    wake(bench)
    _let_go(bench)
    with bench.db.read() as tx:
        todo = chores.waiting(tx)
    if todo.unindexed:
        with bench.db.write() as tx:
            search.fill(tx)
    if todo.unguessed:
        _guess_some(bench)
    return todo.unindexed or todo.unguessed


def _let_go(bench: Bench) -> None:
    """Words and contacts whose time is over go, whether anybody looks or not."""
    now = bench.clock.now()
    with bench.db.read() as tx:
        over = keeping.anyone_over(tx, now)
    if over:
        with bench.write() as tx:
            keeping.purge(tx, now)
    days = bench.config.goodwill.contact_days
    with bench.db.read() as tx:
        over = contacts.anyone_over(tx, now, days)
    if over:
        with bench.write() as tx:
            contacts.purge(tx, now, days)


def finish(bench: Bench, seconds: float) -> None:
    """As much as can be done in that time: for the command line, where no desk stays open."""
    until = bench.clock.monotonic() + seconds
    while do_some(bench) and bench.clock.monotonic() < until:
        pass


def _guess_some(bench: Bench) -> None:
    with bench.db.read() as tx:
        texts = chores.unguessed(tx, _BATCH)
    guessed = {number: guess(text) or "" for number, text in texts.items()}
    with bench.write() as tx:
        chores.note_languages(tx, guessed)
