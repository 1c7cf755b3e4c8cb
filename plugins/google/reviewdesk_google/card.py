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
    SignIn,
    Token,
    WriteKind,
    _,
)

REVIEWS_HOST = "mybusiness.googleapis.com"
ACCOUNTS_HOST = "mybusinessaccountmanagement.googleapis.com"
PLACES_HOST = "mybusinessbusinessinformation.googleapis.com"
TOKEN_HOST = "oauth2.googleapis.com"  # noqa: S105 - a host, not a secret
SIGN_IN_HOST = "accounts.google.com"
WEB_HOST = "business.google.com"

TOKEN_URL = f"https://{TOKEN_HOST}/token"
SCOPE = "https://www.googleapis.com/auth/business.manage"

_REFERENCE = "https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews"
_LIMITS = "https://developers.google.com/my-business/content/limits"
_POLICIES = "https://developers.google.com/my-business/content/policies"
REPLY_HELP = "https://support.google.com/business/answer/3474050"


def card() -> Plugin:
    bearer = Token(name="access")
    return Plugin(
        name="google",
        title="Google",
        needs=(1, 0),
        hosts=(REVIEWS_HOST, ACCOUNTS_HOST, PLACES_HOST, TOKEN_HOST, SIGN_IN_HOST, WEB_HOST),
        auth={REVIEWS_HOST: bearer, ACCOUNTS_HOST: bearer, PLACES_HOST: bearer},
        sign_in=_sign_in(),
        settings=(
            Setting(
                name="client_id",
                title=_("OAuth client ID"),
                required=True,
                example="1234567890-abc.apps.googleusercontent.com",
            ),
            Setting(
                name="base_url", title=_("Server to use in Google's place"), example="http://127.0.0.1:8701"
            ),
        ),
        secrets=(
            SecretSpec(name="client_secret", title=_("OAuth client secret"), required=True),
            SecretSpec(name="refresh_token", title=_("Refresh token")),
        ),
        limits=(
            RateLimit(requests=300, seconds=60, source=_LIMITS),
            # Google prints this one for edits of a profile; whether replies count is told nowhere.
            RateLimit(requests=10, seconds=60, writes_only=True, source=_LIMITS),
        ),
        platform=_platform(),
    )


def _sign_in() -> SignIn:
    return SignIn(
        authorize_url=f"https://{SIGN_IN_HOST}/o/oauth2/v2/auth",
        token_url=TOKEN_URL,
        scopes=(SCOPE,),
        # Google gives a refresh token only for `offline`, and a second one only when it asks again.
        extra={"access_type": "offline", "prompt": "consent"},
    )


def _platform() -> Platform:
    return Platform(
        scale=5,
        short="Google",
        replies=ReplyRules(
            limit=4096,
            unit=LengthUnit.BYTES,
            write=WriteKind.REPLACE,
            moderated=True,
            # "Up to 10 minutes, in some cases up to 30 days", says the help page on replies.
            visible_within=timedelta(days=30),
            source=f"{_REFERENCE}#ReviewReply",
        ),
        retention=Retention(words=timedelta(days=30), source=_POLICIES),
        export_hint=_(
            "Open takeout.google.com with the Google account that manages your profile. Choose "
            '"Deselect all", tick only "Google Business Profile", choose "Next step" and then a '
            ".zip file. Google sends a mail when it is ready, usually within minutes: download the "
            "file and import it here as it is."
        ),
        approval_hint=_(
            "Google lets a program answer only after it has approved your project: create a project "
            'in Google Cloud, and ask for "Basic API Access" at '
            "https://support.google.com/business/contact/api_default with an e-mail address that is "
            "owner or manager of a profile which has been verified for 60 days and has a website. "
            "The answer takes up to two weeks. Until then import a Takeout and answer by hand."
        ),
    )
