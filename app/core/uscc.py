"""The unified social credit code of an organisation: 18 signs, the last of which checks the others (GB 32100)."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from app.core.i18n import N_
from app.core.text import blank_is_none

# Digits and capitals without I, O, S, V and Z, which are easily misread.
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = re.compile(f"[{_SIGNS}]{{2}}[0-9]{{6}}[{_SIGNS}]{{10}}")
LENGTH = 18


def check_sign(first: str) -> str:
    """The 18th sign for the first 17: weights are the powers of 3 modulo 31."""
    weighed = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return _SIGNS[-weighed % 31]


def is_valid(code: str) -> bool:
    """Whether the code is written as the standard says and its last sign fits."""
    return _FORM.fullmatch(code) is not None and check_sign(code[:-1]) == code[-1]


def _checked(typed: str) -> str:
    code = "".join(typed.split()).upper()
    if len(code) != LENGTH:
        raise PydanticCustomError("uscc", N_("A unified social credit code has 18 signs."))
    if not _FORM.fullmatch(code):
        raise PydanticCustomError("uscc", N_("The code holds digits and capitals only, without I, O, S, V and Z."))
    if not is_valid(code):
        raise PydanticCustomError("uscc", N_("The last sign does not fit the others; one of them is mistyped."))
    return code


Uscc = Annotated[str, StringConstraints(max_length=40), AfterValidator(_checked)]
MaybeUscc = Annotated[Uscc | None, BeforeValidator(blank_is_none)]
