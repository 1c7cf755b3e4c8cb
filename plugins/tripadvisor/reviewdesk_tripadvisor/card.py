"""What the plugin says of itself."""

from datetime import timedelta

from reviewdesk.api import (
    LengthUnit,
    Platform,
    Plugin,
    RateLimit,
    ReplyRules,
    Retention,
    SecretSpec,
    Setting,
    Static,
    WriteKind,
    _,
)

NAME = "tripadvisor"
TITLE = "Tripadvisor"
API_HOST = "terra.tripadvisor.com"
WEB_HOST = "www.tripadvisor.com"
API = f"https://{API_HOST}/api"

CACHING = "https://tripadvisor-content-api.readme.io/reference/caching-policy"
RESPONSES = "https://www.tripadvisorsupport.com/hc/en-us/articles/115016125728"
TRUST = "https://www.tripadvisor.co.uk/Trust-lpgT1CmsfQ3E.html"
_LIMITS = "https://docs.terra.tripadvisor.com/docs/api-access-and-limits"


def card() -> Plugin:
    return Plugin(
        name=NAME,
        title=TITLE,
        needs=(1, 0),
        hosts=(API_HOST, WEB_HOST),
        auth={API_HOST: Static(secret="api_key", header="X-API-Key")},  # noqa: S106 - a name
        settings=_settings(),
        secrets=(SecretSpec(name="api_key", title=_("Terra API key"), required=True),),
        limits=(
            RateLimit(requests=10, seconds=1, source=_LIMITS),
            RateLimit(requests=10_000, seconds=86_400, source=_LIMITS),
        ),
        platform=_platform(),
    )


def _settings() -> tuple[Setting, ...]:
    return (
        Setting(
            name="locations",
            title=_("Your pages: the number behind -d in each address, separated by commas"),
            example="1234567,7654321",
        ),
        Setting(
            name="find",
            title=_("Or the name and town to look your pages up by"),
            example="Trattoria Esempio, Genova",
        ),
        Setting(
            name="keep_words",
            title=_("Keep guests' words and names: yes only if your contract with Tripadvisor allows it"),
            example="yes",
        ),
        Setting(
            name="apart",
            title=_(
                "Its reviews in a list of their own, never among others': yes where your terms ask for it"
            ),
            example="yes",
        ),
        Setting(
            name="fetch_minutes",
            title=_("How often an open desk looks by itself: requests cost money (6 hours unless you say)"),
            example="360",
        ),
        Setting(
            name="base_url",
            title=_("Server to use in Tripadvisor's place"),
            example="http://127.0.0.1:8703",
        ),
    )


def _platform() -> Platform:
    return Platform(
        scale=5,
        short="Tripadv.",
        fetch_every=timedelta(hours=6),
        replies=ReplyRules(
            # Tripadvisor names no limit; this one only keeps a whole manuscript out.
            limit=20_000,
            unit=LengthUnit.CHARACTERS,
            write=WriteKind.ONCE,
            moderated=True,
            visible_within=timedelta(days=3),
            source=RESPONSES,
        ),
        retention=Retention(words=timedelta(0), source=CACHING),
        export_hint=_export_hint(),
        approval_hint=_approval_hint(),
    )


def _export_hint() -> str:
    return _(
        "Tripadvisor offers no file to download. Open your page or the Management Center in a browser, copy "
        "the reviews and bring them in with `reviewdesk paste`; or let it read Tripadvisor's mails. Answers "
        "of the Content API that you or a tool kept (JSON or JSON Lines) can be imported."
    )


def _approval_hint() -> str:
    return " ".join(
        (
            _(
                "Get a key for the Terra API (package Discover) at tripadvisor.com/developers. The first "
                "1,000 requests are free, each further one costs money. Keys of the old Content API no "
                "longer work."
            ),
            _(
                "The key reads the newest reviews of a page only, often 25: older ones can't be read here. "
                "No key can answer: you answer in the Management Center, and the desk sees it at its next "
                "look."
            ),
            _(
                "Tripadvisor's terms are strict: of what its API gives, nothing but the page's number may "
                "be stored. So guests' words and names stay in memory and are read again when you open a "
                "review, unless your contract allows more (keep_words). The terms may also ask you to show "
                "its reviews apart from others' (set apart=yes), and forbid training an AI."
            ),
        )
    )
