"""The unified social credit code checks itself (GB 32100)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.core.uscc import Uscc, check_sign, is_valid

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = TypeAdapter(Uscc)


@pytest.mark.parametrize("code", ["91110000600037341L", "914403001922038216", "91330100799655058B"])
def test_codes_in_use_hold(code):
    assert is_valid(code)


def test_it_is_read_as_people_type_it():
    assert CODE.validate_python(" 9111 0000 6000 3734 1l ") == "91110000600037341L"


@given(
    st.text(SIGNS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(SIGNS, min_size=9, max_size=9),
)
def test_any_single_mistyped_sign_is_noticed(head, area, body):
    code = head + area + body
    whole = code + check_sign(code)
    assert is_valid(whole)
    for place, sign in enumerate(whole):
        other = SIGNS[(SIGNS.index(sign) + 1) % len(SIGNS)]
        assert not is_valid(whole[:place] + other + whole[place + 1 :])


@pytest.mark.parametrize("typed", ["", "9111", "91110000600037341M", "9111000O600037341L", "９1110000600037341L"])
def test_anything_else_is_refused_in_words(typed):
    with pytest.raises(ValidationError) as refused:
        CODE.validate_python(typed)
    assert refused.value.errors()[0]["type"] == "uscc"
