"""The rule of the service days in words."""

from babel.dates import get_day_names
from babel.lists import format_list

from app.core import i18n
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.service_day_shapes import RuleRead
from app.queries import service_rules

_WEEK = 7
ORDINALS = {
    1: N_("first"),
    2: N_("second"),
    3: N_("third"),
    4: N_("fourth"),
    5: N_("fifth"),
    -1: N_("last"),
    -2: N_("second to last"),
    -3: N_("third to last"),
    -4: N_("fourth to last"),
    -5: N_("fifth to last"),
}


def rule_words(rule: RuleRead) -> str:
    """Every first and third Tuesday of the month."""
    ordinals = format_list([gettext(ORDINALS[one]) for one in rule.ordinals], locale=i18n.locale())
    weekday = get_day_names("wide", locale=i18n.locale())[rule.weekday - 1]
    return gettext(N_("Every %(ordinals)s %(weekday)s of the month")) % {"ordinals": ordinals, "weekday": weekday}


def in_force(work: Work) -> str:
    """The present rule in words; nothing before the zone has one."""
    rows = service_rules.rows(work.session)
    return rule_words(service_rules.read(rows[-1])) if rows else ""


def weekdays() -> list[str]:
    """Monday first."""
    names = get_day_names("abbreviated", locale=i18n.locale())
    return [names[at] for at in range(_WEEK)]
