"""FROZEN: a plugin as it was written for version 1.0 of the border. It must load and work for ever.

Never edit this file: if it has to change, the border was broken.
"""

from datetime import UTC, datetime

from reviewdesk.api import (
    AccountStatus,
    Draft,
    Export,
    ExportOptions,
    Finding,
    Ground,
    Level,
    Listing,
    May,
    Platform,
    Plugin,
    Rating,
    Reading,
    ReplyPage,
    ReplyReceipt,
    ReplyRules,
    Review,
    ReviewPage,
    SecretSpec,
    Setting,
    Skipped,
    Standing,
    StandingReply,
    Static,
    Tokens,
    hookimpl,
)

HEARD = []
REPLIES = {}


def _review(number):
    reply = REPLIES.get(f"s{number}")
    return Review(
        external_id=f"s{number}",
        listing="stall",
        created_at=datetime(2026, 3, number, 18, 30, tzinfo=UTC),
        rating=Rating(number, 5),
        text=f"Visit number {number}.",
        author=f"Guest {number}",
        reply=StandingReply(text=reply, standing=Standing.PUBLISHED) if reply else None,
    )


@hookimpl
def reviewdesk_plugin():
    return Plugin(
        name="sample",
        title="Sample",
        needs=(1, 0),
        hosts=("api.sample.invalid",),
        auth={"api.sample.invalid": Static(secret="api_key", prefix="Bearer ")},
        settings=(Setting(name="base_url", title="Address"),),
        secrets=(SecretSpec(name="api_key", title="Key", required=True),),
        platform=Platform(scale=5, replies=ReplyRules(limit=500)),
    )


@hookimpl
def reviewdesk_check_account(account):
    may = frozenset({May.READ, May.REPLY, May.REPLACE, May.WITHDRAW}) if account.signed_in else frozenset()
    return AccountStatus(identity="Stall", may=may)


@hookimpl
def reviewdesk_list_listings(account):
    return [Listing(external_id="stall", title="The Stall")]


@hookimpl
def reviewdesk_fetch_reviews(account, listing, cursor):
    yield ReviewPage(reviews=(_review(1), _review(2)), cursor="after-2", total=3)
    yield ReviewPage(reviews=(_review(3), Skipped(reason="Torn.")), cursor="done", complete=True, total=3)


@hookimpl
def reviewdesk_read_review(account, review):
    now = _review(int(review.external_id[1:]))
    return Reading(review=now, reply=now.reply)


@hookimpl
def reviewdesk_post_reply(account, review, text, key):
    REPLIES[review.external_id] = text
    return ReplyReceipt(text=text, standing=Standing.PUBLISHED)


@hookimpl
def reviewdesk_withdraw_reply(account, review):
    REPLIES.pop(review.external_id, None)


@hookimpl
def reviewdesk_reply_page(account, review):
    return ReplyPage(url="https://sample.invalid/replies", exact=False, hint="Look for the name.")


@hookimpl
def reviewdesk_renew_token(account, name, held):
    return Tokens(access="fresh", expires_at=datetime(2100, 1, 1, tzinfo=UTC))


@hookimpl
def reviewdesk_open_export(path, options: ExportOptions):
    if path.suffix != ".sample":
        return None
    listing = Listing(external_id="stall", title=options.as_listing or "The Stall")
    rows = iter((_review(1), _review(2), Skipped(reason="Torn.", place="line 3")))
    return Export(
        format="sample", title="Sample file", sure=0.9, platform="sample", listings=(listing,), rows=rows
    )


@hookimpl
def reviewdesk_check_reply(draft: Draft, ground: Ground):
    if "refund" in draft.text:
        return [Finding(level=Level.WARN, code="refund", reason="It promises money.")]
    return []


@hookimpl
def reviewdesk_happened(event):
    HEARD.append(event.what)
