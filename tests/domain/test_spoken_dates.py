"""Days as people type them."""

from datetime import date

import pytest

from app.core.spoken_dates import read

TODAY = date(2019, 7, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-07-16", date(2019, 7, 16)),
        ("2019/7/2", date(2019, 7, 2)),
        ("2019\u5e747\u67082\u65e5", date(2019, 7, 2)),
        ("7\u670816\u65e5", date(2019, 7, 16)),
        ("7 \u6708 16 \u53f7", date(2019, 7, 16)),
        ("10.1", date(2019, 10, 1)),
        ("2-5", date(2019, 2, 5)),
        ("2-29", date(2020, 2, 29)),
        ("16 July", date(2019, 7, 16)),
        ("Jul 16, 2018", date(2018, 7, 16)),
        ("tomorrow", date(2019, 7, 17)),
        ("\u6628\u5929", date(2019, 7, 15)),
    ],
)
def test_a_day_is_read(text: str, day: date):
    assert read(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "2019", "13-41", "2019-02-30", "july", "16 foo", "0-0", "99999-1-1", "7-16-", "9999-12-31", "0001-01-01"],
)
def test_what_is_no_day_is_none(text: str):
    assert read(text, TODAY) is None


def test_without_a_year_the_nearest_is_meant():
    assert read("12-31", date(2019, 1, 5)) == date(2018, 12, 31)
