"""How facts are printed: days, times, money, numbers, in the language of the request and the zone's time.

The patterns of dates are messages like any other, in CLDR's letters, so each language orders its days its own way.
"""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from app.core import i18n, instants
from app.core.money import split_unit

_UNITS = {
    "yuan": i18n.N_("%(amount)s yuan"),
    "wan": i18n.N_("%(amount)s ten thousand yuan"),
    "yi": i18n.N_("%(amount)s hundred million yuan"),
}


def _local(value: date | datetime) -> date | datetime:
    return value.astimezone(ZoneInfo(instants.shown_in.get())) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """Tue 16 Jul."""
    if value is None:
        return "–"
    return format_date(_local(value), i18n.gettext("EEE d MMM"), i18n.locale())


def short_day(value: date | datetime | None) -> str:
    """16 Jul."""
    return "–" if value is None else format_date(_local(value), i18n.gettext("d MMM"), i18n.locale())


def full_day(value: date | datetime | None) -> str:
    """16 July 2019."""
    pattern = i18n.gettext("d MMMM y")
    return "–" if value is None else format_date(_local(value), pattern, i18n.locale())


def month(value: date) -> str:
    """July 2019."""
    return format_date(value, i18n.gettext("MMMM y"), i18n.locale())


def clock(value: datetime | time) -> str:
    """17:00 in the zone's time."""
    local = _local(value) if isinstance(value, datetime) else value
    return format_time(local, "HH:mm", locale=i18n.locale())  # type: ignore[arg-type]


def moment(value: datetime | None) -> str:
    """16 Jul 17:00."""
    return "–" if value is None else f"{short_day(value)} {clock(value)}"


def iso(value: date | datetime | time | None) -> str:
    """For `datetime=` attributes and form fields."""
    if value is None:
        return ""
    return _local(value).isoformat() if isinstance(value, datetime) else value.isoformat()


def money(yuan: int | None) -> str:
    """In the unit people say it in, ten thousands or hundred millions; a dash where no amount is known."""
    if yuan is None:
        return "–"
    amount, unit = split_unit(yuan)
    return i18n.gettext(_UNITS[unit]) % {"amount": number(amount)}


def number(value: float | Decimal | str) -> str:
    return format_decimal(Decimal(value), locale=i18n.locale())


def percent(share: Decimal | float | None) -> str:
    """90.1 %, one decimal, half up, from a share of one."""
    return "–" if share is None else format_percent(Decimal(str(share)), "#,##0.0%", i18n.locale())


ALL = {
    "day": day,
    "short_day": short_day,
    "full_day": full_day,
    "month": month,
    "clock": clock,
    "moment": moment,
    "iso": iso,
    "money": money,
    "number": number,
    "percent": percent,
}
