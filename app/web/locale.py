"""Which language a request speaks: the account's, else the cookie's, else the browser's, else Chinese."""

from babel import negotiate_locale
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.core import i18n, instants

COOKIE = "lang"
_YEAR_S = 365 * 24 * 3600


def speak(connection: HTTPConnection) -> None:
    """Set the language, and the zone's time, for the rest of this request."""
    i18n.language.set(chosen(connection))
    zone = getattr(connection.state, "zone", None)
    if zone is not None:
        instants.shown_in.set(zone.time_zone)


def chosen(connection: HTTPConnection) -> str:
    actor = getattr(connection.state, "actor", None)
    own = actor and actor.user.language
    cookie = connection.cookies.get(COOKIE)
    for code in (own, cookie):
        if code in i18n.LANGUAGES:
            return code
    return _negotiated(connection.headers.get("accept-language", ""))


def _negotiated(header: str) -> str:
    """The wish that weighs most and that we speak."""
    wishes = sorted((part.partition(";") for part in header.split(",")), key=lambda wish: -_weight(wish[2]))
    found = negotiate_locale([tag.strip() for tag, _, _ in wishes if tag.strip()], ["zh", "en"], sep="-")
    return i18n.ENGLISH if found == "en" else i18n.CHINESE


def _weight(parameters: str) -> float:
    try:
        return float(parameters.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


def remember(response: Response, code: str, *, is_secure: bool) -> None:
    """Let this browser speak the language from now on, signed in or not."""
    response.set_cookie(COOKIE, code, max_age=_YEAR_S, path="/", secure=is_secure, httponly=True, samesite="lax")
