"""Amounts as people in the zone type them, to whole yuan and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from app.core.money import MOST_YUAN, MaybeYuan, Unit, Yuan, parse_yuan, split_unit

amounts = st.integers(0, MOST_YUAN)
UNIT_WORDS = {Unit.YUAN: "元", Unit.WAN: "万元", Unit.YI: "亿元"}


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("6000万元", 60_000_000),
        ("1.2亿", 120_000_000),
        ("5,000 万", 50_000_000),
        ("300000000", 300_000_000),
        (300000000, 300_000_000),
        ("６０００万元", 60_000_000),
        ("１．２亿元", 120_000_000),
        ("￥5，000.00", 5_000),
        ("¥ 300 000 000", 300_000_000),
        ("人民币6000萬圓", 60_000_000),
        ("60000000元整", 60_000_000),
        ("1亿2000万元", 120_000_000),
        ("3亿 5千万", 350_000_000),
        ("2万3000元", 23_000),
        ("6千万", 60_000_000),
        ("3佰万元", 3_000_000),
        ("100亿", 10_000_000_000),
        ("0.5万亿", 500_000_000_000),
        ("6000 wan", 60_000_000),
        ("1.2 Yi yuan", 120_000_000),
        ("60 million", 60_000_000),
        ("6000w", 60_000_000),
        ("　5000\u00a0万元 ", 50_000_000),
        ("0", 0),
        ("0.0001万", 1),
    ],
)
def test_amounts_are_read_as_whole_yuan(typed, yuan):
    assert parse_yuan(typed) == yuan


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "money_unreadable"),
        ("  ", "money_unreadable"),
        ("万元", "money_unreadable"),
        ("six", "money_unreadable"),
        ("5000-6000万", "money_unreadable"),
        ("1,2亿", "money_unreadable"),
        ("1.2.3", "money_unreadable"),
        ("60 25", "money_unreadable"),
        ("10⁵", "money_unreadable"),
        ("1亿2000", "money_unreadable"),
        ("1.5亿2000万", "money_unreadable"),
        ("1万2亿", "money_unreadable"),
        ("1亿20000万", "money_unreadable"),
        ("1e9", "money_unreadable"),
        ("6\x000", "money_unreadable"),
        ("9" * 10_000, "money_unreadable"),
        (60.5, "money_unreadable"),
        (60.0, "money_unreadable"),
        (True, "money_unreadable"),
        (None, "money_unreadable"),
        ([5], "money_unreadable"),
        ("200多亿元", "money_approximate"),
        ("约100亿", "money_approximate"),
        ("近5000万元", "money_approximate"),
        ("数百亿元", "money_approximate"),
        ("5000万以上", "money_approximate"),
        ("about 60 million", "money_approximate"),
        ("-5000万", "money_negative"),
        ("－１", "money_negative"),
        (-1, "money_negative"),
        ("12.50", "money_fraction"),
        ("0.00001万", "money_fraction"),
        ("99999999亿", "money_too_large"),
        (MOST_YUAN + 1, "money_too_large"),
        ("9" * 40, "money_too_large"),
    ],
)
def test_what_is_not_an_exact_amount_is_refused_with_its_reason(typed, problem):
    with pytest.raises(PydanticCustomError) as refused:
        parse_yuan(typed)
    assert refused.value.type == problem


@pytest.mark.parametrize(
    ("yuan", "number", "unit"),
    [
        (0, "0", Unit.YUAN),
        (9_999, "9999", Unit.YUAN),
        (10_000, "1", Unit.WAN),
        (60_000_000, "6000", Unit.WAN),
        (99_999_999, "9999.9999", Unit.WAN),
        (100_000_000, "1", Unit.YI),
        (123_456_789, "1.23456789", Unit.YI),
        (-60_000_000, "-6000", Unit.WAN),
        (MOST_YUAN, "10000000", Unit.YI),
    ],
)
def test_an_amount_is_split_into_its_largest_unit(yuan, number, unit):
    split = split_unit(yuan)
    assert (str(split[0]), split[1]) == (number, unit)


def test_input_shapes_read_amounts_and_report_the_reason():
    assert TypeAdapter(Yuan).validate_python("6000万元") == 60_000_000
    assert TypeAdapter(Yuan).validate_json("60000000") == 60_000_000
    assert TypeAdapter(MaybeYuan).validate_python(" ") is None
    assert TypeAdapter(MaybeYuan).validate_python("1亿") == 100_000_000
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Yuan).validate_python("200多亿元")
    assert refused.value.errors()[0]["type"] == "money_approximate"


@given(amounts)
def test_what_is_printed_can_be_read_again(yuan):
    number, unit = split_unit(yuan)
    assert isinstance(number, Decimal)
    assert parse_yuan(f"{number}{UNIT_WORDS[unit]}") == yuan
    assert parse_yuan(f"{number:,} {unit}") == yuan
    assert parse_yuan(f"{yuan:,}") == parse_yuan(yuan) == yuan


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_a_typed_refusal(text):
    try:
        outcome = parse_yuan(text)
    except PydanticCustomError as refused:
        outcome = refused.type
    assert outcome.startswith("money_") if isinstance(outcome, str) else 0 <= outcome <= MOST_YUAN
