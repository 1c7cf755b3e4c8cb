"""What the plugin says of itself."""

from datetime import timedelta

from reviewdesk.api import (
    Platform,
    Plugin,
    RateLimit,
    ReplyRules,
    SecretSpec,
    Setting,
    Token,
    WriteKind,
    _,
)

API_HOST = "supply-xml.booking.com"
AUTH_HOST = "connectivity-authentication.booking.com"
EXTRANET_HOST = "admin.booking.com"

TOKEN_URL = f"https://{AUTH_HOST}/token-based-authentication/exchange"

_REPLY_PAGE = "https://developers.booking.com/connectivity/docs/review-api/reply-to-review"
VISIBLE_WITHIN = timedelta(hours=72)


def card() -> Plugin:
    # The scheme is part of the token: a machine account of the older kind signs with Basic at the same host.
    token = Token(name="access", prefix="", renew_before=timedelta(minutes=10))
    return Plugin(
        name="booking",
        title="Booking.com",
        needs=(1, 0),
        hosts=(API_HOST, AUTH_HOST, EXTRANET_HOST),
        auth={API_HOST: token},
        settings=(
            Setting(
                name="properties",
                title=_("Property ids, with commas between them"),
                required=True,
                example="1234567, 7654321=Harbour",
            ),
            Setting(name="client_id", title=_("Client ID of the machine account")),
            Setting(name="username", title=_("User name of an older machine account")),
            Setting(
                name="base_url",
                title=_("Server to use in Booking.com's place"),
                example="http://127.0.0.1:8703",
            ),
        ),
        secrets=(
            SecretSpec(name="client_secret", title=_("Client secret of the machine account")),
            SecretSpec(name="password", title=_("Password of an older machine account")),
        ),
        # Booking.com publishes no limit for this API; this pace is what its clients keep among themselves.
        limits=(RateLimit(requests=180, seconds=60),),
        platform=_platform(),
    )


def _platform() -> Platform:
    return Platform(
        scale=10,
        short="Booking",
        replies=ReplyRules(
            # No limit is documented: this one only keeps a pasted novel from being sent.
            limit=10_000,
            write=WriteKind.ONCE,
            moderated=True,
            visible_within=VISIBLE_WITHIN,
            source=_REPLY_PAGE,
        ),
        export_hint=_(
            "Open admin.booking.com and choose Guest reviews. Download the reviews there as a file (CSV) and "
            "import it here as it is. Do not open and save it in Excel first: that garbles the letters."
        ),
        approval_hint=_(
            "Booking.com opens its API to software firms that are Connectivity Partners, not to single "
            "owners: a machine account with the right to the Guest Review API, connected to your property. "
            "If your channel manager can give you one, use it here. Until then import the extranet's file "
            "and answer by hand."
        ),
    )
