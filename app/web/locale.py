"""Which language a request speaks: the account's, else the cookie's, else the browser's, else Chinese."""

from babel import negotiate_locale
from starlette.requests import HTTPConnection

from app.core import i18n

COOKIE = "lang"


def speak(connection: HTTPConnection) -> None:
    """Set the language for the rest of this request."""
    i18n.language.set(chosen(connection))


def chosen(connection: HTTPConnection) -> str:
    actor = getattr(connection.state, "actor", None)
    own = actor and actor.user.language
    cookie = connection.cookies.get(COOKIE)
    for code in (own, cookie):
        if code in i18n.LANGUAGES:
            return code
    return _negotiated(connection.headers.get("accept-language", ""))


def _negotiated(header: str) -> str:
    wished = [part.partition(";")[0].strip() for part in header.split(",")]
    found = negotiate_locale([w for w in wished if w], ["zh", "en"], sep="-")
    return i18n.ENGLISH if found == "en" else i18n.CHINESE
