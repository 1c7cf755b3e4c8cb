"""A whole round with Google: what was fetched, copied off the page, pasted."""

from datetime import timedelta

from reviewdesk.store.lines import Query
from reviewdesk.store.values import Taken


def shown(known, today):
    """The review as Google Maps shows it."""
    there = known.review
    days = (today - there.created_at.date()).days
    when = f"{days} days ago" if days > 1 else "a day ago" if days else "2 hours ago"
    return f"{there.author}\n3 reviews\n{when}\n{there.text[:30]}… More\nLike\nShare\n"


def test_a_page_pasted_after_a_fetch_is_known_row_by_row_and_asks_nothing(connected_desk, clock):
    desk = connected_desk
    known = [
        each
        for each in desk.inbox.page(Query(all=True), limit=100)
        if each.review.author and each.review.text and len(each.review.text) > 40
    ]
    recent = clock.now() - timedelta(days=300)
    page = [each for each in known if each.listing == known[0].listing and each.review.created_at > recent]
    assert len(page) > 3
    before = {each.pub: each.review for each in known}
    look = desk.pasting.look("".join(shown(each, clock.now().date()) for each in page), None, page[0].listing)
    assert look.platform == "google"
    assert [row.known for row in look.rows] == [each.pub for each in page]
    assert not look.open, "stars and whole words are known from the fetch"
    assert desk.pasting.take(look).taken == Taken(joined=len(page))
    assert {each.pub: desk.inbox.find(each.pub).review for each in known} == before
