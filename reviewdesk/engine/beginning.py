"""The owner's beginning: asked once, after the first import or fetch. Nobody is met by a wall of shame."""

from dataclasses import dataclass
from datetime import date, timedelta

from reviewdesk.engine.bench import BEGIN, WORDLESS, Bench, begin_terms
from reviewdesk.store import begin as store_begin
from reviewdesk.store import diary, facts, inbox
from reviewdesk.store.database import Tx

LOW_STARS = 6
"""Half stars: up to three stars without words are worth a question."""
_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginQuestion:
    """How many have no answer, of all and of the last 30 days."""

    unanswered: int
    wordless: int
    recent: int
    recent_since: date
    happy: int
    """Stars without words, and more of them than `LOW_STARS`."""
    recent_happy: int


def question(bench: Bench) -> BeginQuestion | None:
    """None when it was answered before, or when nothing older waits."""
    since = bench.today() - _RECENT
    with bench.db.read() as tx:
        if facts.get(tx, BEGIN) is not None:
            return None
        every, wordless, happy = inbox.unanswered_since(tx, None, LOW_STARS)
        recent, _recent_wordless, recent_happy = inbox.unanswered_since(tx, since, LOW_STARS)
    if every == recent and not wordless:
        return None
    return BeginQuestion(
        unanswered=every,
        wordless=wordless,
        recent=recent,
        recent_since=since,
        happy=happy,
        recent_happy=recent_happy,
    )


def begin(bench: Bench, since: date | None, *, wordless_above: int | None) -> int:
    """Begin on that day (None: answer everything); the answer is how many became history."""
    with bench.write() as tx:
        facts.put(tx, BEGIN, since.isoformat() if since else "all")
        if wordless_above is None:
            facts.drop(tx, WORDLESS)
        else:
            facts.put(tx, WORDLESS, str(wordless_above))
        return _lay(tx, bench, since, wordless_above)


def before(bench: Bench, day: date) -> int:
    """Everything unanswered from before that day becomes history."""
    with bench.db.read() as tx:
        _since, wordless = begin_terms(tx)
    return begin(bench, day, wordless_above=wordless)


def words_only(bench: Bench) -> int:
    """Stars without words need no answer, now and later; from which day on one answers stays as it is."""
    with bench.write() as tx:
        facts.put(tx, WORDLESS, "0")
        return _lay(tx, bench, begin_terms(tx)[0], 0)


def _lay(tx: Tx, bench: Bench, since: date | None, wordless_above: int | None) -> int:
    became = store_begin.apply(tx, since, wordless_above)
    diary.write(
        tx,
        bench.clock.now(),
        "history.begun",
        by=bench.person,
        since=since.isoformat() if since else "all",
        became=became,
    )
    return became
