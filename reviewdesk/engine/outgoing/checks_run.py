"""The checks: all plugins look at a draft."""

from reviewdesk.api import Draft, Finding, Ground, Level
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill.secret_words import secret_words
from reviewdesk.engine.outgoing.road import Road
from reviewdesk.store.values import Known

_WEIGHT = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}


def findings(bench: Bench, known: Known, way: Road, text: str) -> list[Finding]:
    """The heaviest first, then by place in the text."""
    secret = secret_words(bench)
    ground = Ground(
        review=known.review,
        rules=way.rules,
        platform=way.card.title,
        writing_as=writing_as(known, way),
        codes=secret.codes,
        offers=secret.titles,
    )
    found = bench.calls.check_reply(Draft(text=text, by=bench.person), ground)
    return sorted(found, key=lambda each: (_WEIGHT[each.level], each.start))


def writing_as(known: Known, way: Road) -> str:
    """The name guests will see above the answer: the shop's own page."""
    return known.listing or way.account.identity or way.account.name
