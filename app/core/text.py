"""What people may type: lengths and the characters that are refused (reliability R31), written once."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from app.core.i18n import N_

# NUL and other controls, lone surrogates, and the marks that turn text around.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_PHONE = re.compile(r"^\+?[0-9][0-9 -]{5,19}$")


def clean(value: str) -> str:
    """NFC, Unix line ends; raises when a character could hide or break something."""
    if _REFUSED.search(value):
        raise PydanticCustomError("odd_character", N_("This text holds a character that cannot be kept."))
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _phone(value: str) -> str:
    if not _PHONE.match(value):
        raise PydanticCustomError("phone", N_("Write the number with digits, like 0431-84630000."))
    return value


def blank_is_none(value: object) -> object:
    """An empty form field means "not given"."""
    return None if isinstance(value, str) and not value.strip() else value


Clean = AfterValidator(clean)
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    Clean,
    AfterValidator(_one_line),
]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), Clean]
MaybeLine = Annotated[Line | None, BeforeValidator(blank_is_none)]
MaybeProse = Annotated[Prose | None, BeforeValidator(blank_is_none)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20), Clean, AfterValidator(_phone)]
MaybePhone = Annotated[Phone | None, BeforeValidator(blank_is_none)]
SEARCH_LENGTH = 200


def masked(phone: str | None) -> str | None:
    """138****5678: enough to recognise a number, not enough to call it (R68)."""
    if phone is None:
        return None
    digits = [at for at, mark in enumerate(phone) if mark.isdigit()]
    hidden = set(digits[3:-4] or digits[1:-1])
    return "".join("*" if at in hidden else mark for at, mark in enumerate(phone))


def device_name(agent: str | None) -> str:
    """`WeChat · Android` from what a browser says of itself: enough for its owner to know it again."""
    said = agent or ""
    found = [next((name for mark, name in marks if mark in said), "") for marks in (_BROWSERS, _SYSTEMS)]
    return " · ".join(name for name in found if name) or "–"


# The first mark that is found counts: most browsers also call themselves by older names.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
