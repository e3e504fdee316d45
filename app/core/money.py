"""Whole yuan: reading what people type, and splitting an amount into the unit that people say."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.core.i18n import N_
from app.core.text import blank_is_none

# A thousand million million: far beyond any project, within BIGINT and within a browser's exact numbers.
MOST_YUAN = 10**15
_LONGEST = 60

# Chinese characters are written by number, so that code stays English; the comment is their sound.
_WAN, _YI, _YUAN = "\u4e07", "\u4ebf", "\u5143"  # wan 10,000; yi 100,000,000; yuan
_TENS = {"": 1, "\u5341": 10, "\u767e": 100, "\u5343": 1000}  # shi, bai, qian
_UNITS = {tens + big: a * b for tens, a in _TENS.items() for big, b in (("", 1), (_WAN, 10**4), (_YI, 10**8))}
_UNITS |= {_WAN + _YI: 10**12, "w": 10**4, "wan": 10**4, "yi": 10**8, "million": 10**6, "billion": 10**9}
# Full-width forms (not all of NFKC, which would read a superscript as a digit), the spaces that spreadsheets
# paste, then the traditional and the banker's forms of yuan (twice), wan, yi, shi, bai, qian.
_PLAIN = {0xFEE0 + code: code for code in range(ord("!"), ord("~") + 1)}
_PLAIN |= str.maketrans("\uffe5\u3000\u00a0\u2009\u202f", "\u00a5    ")
_PLAIN |= str.maketrans("\u5706\u5713\u842c\u5104\u62fe\u4f70\u4edf", "\u5143\u5143\u4e07\u4ebf\u5341\u767e\u5343")
_CURRENCY = re.compile("^(?:\u00a5|rmb|cny|\u4eba\u6c11\u5e01)")  # the last is renminbi
# yue, jin, yu, duo, chao, yu, ji, shu, buzu, zuoyou, yishang, yixia: about, nearly, more than, some, below.
_VAGUE = re.compile(
    "[\u7ea6\u8fd1\u4f59\u591a\u8d85\u903e\u51e0\u6570~<>\u2248+]|\u4e0d\u8db3|\u5de6\u53f3|\u4ee5[\u4e0a\u4e0b]"
    "|about|over|nearly|almost|some|up to|more than|less than"
)
_WHOLE = r"[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+"
_AMOUNT = re.compile(
    rf"(?:(?P<lead>{_WHOLE}) ?(?P<lead_unit>[{_WAN}{_YI}]) ?(?=[0-9]))?"
    rf"(?P<whole>{_WHOLE})(?:\.(?P<part>[0-9]+))? ?"
    rf"(?P<unit>{'|'.join(sorted(filter(None, _UNITS), key=len, reverse=True))})? ?"
    rf"(?P<yuan>{_YUAN}\u6574?|yuan|rmb|cny)?"  # the character after yuan is zheng, "even"
)


class Unit(StrEnum):
    """What an amount is counted in: one yuan, ten thousand, a hundred million."""

    YUAN = "yuan"
    WAN = "wan"
    YI = "yi"


_SIZES = {Unit.YI: 10**8, Unit.WAN: 10**4, Unit.YUAN: 1}


def parse_yuan(typed: object) -> int:
    """Whole yuan from a number or from text such as "5,000 wan" or "1.2 yi" in characters or letters.

    Takes full-width digits, thousands separators, the yuan sign and two-step amounts (1 yi 2000 wan). Raises
    PydanticCustomError, a ValueError, whose `type` is money_unreadable, money_approximate ("about 200",
    which stays text), money_negative, money_fraction (of a yuan) and money_too_large.
    """
    if isinstance(typed, int) and not isinstance(typed, bool):
        return _within_bounds(typed)
    if not isinstance(typed, str) or len(typed) > _LONGEST:
        raise _unreadable()
    text = typed.translate(_PLAIN).casefold().strip()
    if text.startswith(("-", "\u2212")):
        raise PydanticCustomError("money_negative", N_("Write an amount of zero or more."))
    match = _AMOUNT.fullmatch(_CURRENCY.sub("", text).lstrip())
    if match is None:
        raise _approximate() if _VAGUE.search(text) else _unreadable()
    return _within_bounds(_lead(match) + _last(match))


def split_unit(yuan: int) -> tuple[Decimal, Unit]:
    """The exact number and the largest unit that it reaches: 120000000 is (Decimal("1.2"), Unit.YI)."""
    unit = next((unit for unit, size in _SIZES.items() if abs(yuan) >= size), Unit.YUAN)
    return Decimal(yuan) / _SIZES[unit], unit


def _within_bounds(yuan: int) -> int:
    if yuan < 0:
        raise PydanticCustomError("money_negative", N_("Write an amount of zero or more."))
    if yuan > MOST_YUAN:
        raise PydanticCustomError("money_too_large", N_("This amount is too large."))
    return yuan


def _digits(text: str) -> int:
    return int(text.replace(",", "").replace(" ", ""))


def _lead(match: re.Match[str]) -> int:
    """The first step of a two-step amount; the second must say its unit and stay below one of the first."""
    if match["lead"] is None:
        return 0
    unit = _UNITS[match["lead_unit"]]
    if not (match["unit"] or match["yuan"]) or _last(match) >= unit:
        raise _unreadable()
    return _digits(match["lead"]) * unit


def _last(match: re.Match[str]) -> int:
    part = match["part"] or ""
    scale: int = 10 ** len(part)
    yuan, rest = divmod((_digits(match["whole"]) * scale + int(part or 0)) * _UNITS[match["unit"] or ""], scale)
    if rest:
        raise PydanticCustomError("money_fraction", N_("Write whole yuan, without jiao and fen."))
    return yuan


def _unreadable() -> PydanticCustomError:
    return PydanticCustomError("money_unreadable", N_("Write the amount as a number, like 6000 wan or 60000000."))


def _approximate() -> PydanticCustomError:
    return PydanticCustomError(
        "money_approximate",
        N_("Write one exact figure here; words like “about” belong in the remark beside it."),
    )


Yuan = Annotated[int, BeforeValidator(parse_yuan, json_schema_input_type=int | str), Field(ge=0, le=MOST_YUAN)]
MaybeYuan = Annotated[Yuan | None, BeforeValidator(blank_is_none, json_schema_input_type=int | str | None)]
