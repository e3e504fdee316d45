"""English msgids; the catalogue is read at start, so no compiled file can be stale."""

import io
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHINESE, ENGLISH = "zh-CN", "en"
LANGUAGES = (CHINESE, ENGLISH)
_CATALOGUES = {CHINESE: "zh_Hans_CN"}

language: ContextVar[str] = ContextVar("language", default=CHINESE)


@cache
def translations(code: str) -> NullTranslations:
    """The messages of one language; English needs none, its msgids are the text."""
    name = _CATALOGUES.get(code)
    if name is None:
        return NullTranslations()
    source = files("app").joinpath("locales", name, "LC_MESSAGES", "messages.po")
    compiled = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=name))
    compiled.seek(0)
    return GNUTranslations(compiled)


def locale() -> Locale:
    """Babel's locale of the language this request speaks."""
    return Locale.parse("zh_Hans_CN" if language.get() == CHINESE else "en_GB")


def gettext(message: str) -> str:
    return translations(language.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return translations(language.get()).ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a message for extraction; the web layer translates it."""
    return message
