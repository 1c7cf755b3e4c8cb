"""What the plugin says of itself."""

from datetime import timedelta

from reviewdesk.api import (
    LengthUnit,
    Platform,
    Plugin,
    ReplyRules,
    Retention,
    SecretSpec,
    Setting,
    SignIn,
    Static,
    Token,
    WriteKind,
    _,
)

API_HOST = "api.yelp.com"
PARTNER_HOST = "partner-api.yelp.com"
OWNER_HOST = "biz.yelp.com"
WEB_HOST = "www.yelp.com"

TOKEN_URL = f"https://{API_HOST}/oauth2/token/v3"
LONGEST_REPLY = 5000

_RESPONDING = "https://docs.developer.yelp.com/docs/respond-to-reviews-api-v2"
_TERMS = "https://www.yelp.com/developers/display_requirements"


def card() -> Plugin:
    return Plugin(
        name="yelp",
        title="Yelp",
        needs=(1, 0),
        hosts=(API_HOST, PARTNER_HOST, OWNER_HOST, WEB_HOST),
        auth={
            API_HOST: Static(secret="api_key", prefix="Bearer "),  # noqa: S106 - the name of a secret
            PARTNER_HOST: Token(name="access", renew_before=timedelta(minutes=10)),
        },
        sign_in=SignIn(
            authorize_url=f"https://{OWNER_HOST}/oauth2/authorize",
            token_url=TOKEN_URL,
            scopes=("r2r", "r2r_get_businesses", "r2r_business_owner"),
            # Yelp documents none.
            pkce=False,
        ),
        settings=_settings(),
        secrets=(
            SecretSpec(name="api_key", title=_("API key (Places, Private Reviews)")),
            SecretSpec(name="client_secret", title=_("Client secret (partners)")),
            SecretSpec(name="refresh_token", title=_("Refresh token (partners)")),
        ),
        platform=_platform(),
    )


def _settings() -> tuple[Setting, ...]:
    return (
        Setting(
            name="businesses",
            title=_("Ids of your pages on Yelp, with commas between"),
            example="QPzR4sTf0b1yTgN7wYxk2A",
        ),
        Setting(name="client_id", title=_("Client ID (partners)")),
        Setting(name="keep_words", title=_("yes, if your contract with Yelp lets you keep guests' words")),
        Setting(name="base_url", title=_("Server to use in Yelp's place"), example="http://127.0.0.1:8702"),
    )


def _platform() -> Platform:
    return Platform(
        scale=5,
        short="Yelp",
        replies=ReplyRules(
            limit=LONGEST_REPLY,
            unit=LengthUnit.CHARACTERS,
            emoji=False,
            write=WriteKind.ONCE,
            moderated=False,
            visible_within=timedelta(days=3),
            # How soon a response shows is told nowhere.
            lag=timedelta(minutes=1),
            source=_RESPONDING,
        ),
        retention=api_terms(),
        export_hint=_(
            "Yelp has no export. Open biz.yelp.com, choose your business and then Reviews, select all of the "
            "page, copy it and bring it in with `reviewdesk paste`. Answers are written on that same page."
        ),
        approval_hint=_(
            "Yelp lets a program answer only for businesses with ten or more paid locations, or through a "
            "partner of Yelp: ask Yelp for the Respond to Reviews and Private Reviews APIs. A Places key, "
            "which anyone can buy at www.yelp.com/developers, shows the beginning of a few reviews and no "
            "answers."
        ),
    )


def api_terms() -> Retention:
    """What comes through Yelp's API may be kept for a day."""
    return Retention(words=timedelta(hours=24), source=_TERMS)
