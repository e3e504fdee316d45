"""The year's list, an extra day, the rule and the themes as pages."""

from typing import Annotated, Any

from fastapi import Depends, Response

from app import policy
from app.core.i18n import gettext
from app.core.recurrence import ShiftPolicy
from app.models.service_day import ServiceDayRule, Verb
from app.models.service_day_shapes import ExtraDay, RuleWrite, ServiceDayRow, ThemeWrite
from app.queries import service_days, service_rules
from app.web import calendar_words as words
from app.web import rule_words
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.labels import options
from app.web.page import PageDep
from app.web.service_day_pages import hour

_ASKED = 3  # of the days without a word so many stand above the list, the newest first; the list has them all
_FIRST, _LAST = 2000, 2100


class YearDesk:
    """Shows the year and the forms about it."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def show(self, year: int | None, status: int = 200) -> Response:
        """The whole year, held and moved and cancelled, with the reasons; for one sheet of A4."""
        wanted = year if year is not None and _FIRST <= year <= _LAST else self.work.today.year
        facts = service_days.year(self.work.session, self.work.actor, wanted, self.work.today)
        rows = [_line(day) for day in facts.days]
        rule = rule_words.in_force(self.work)
        gone = [day for day in facts.days if day.is_unrecorded]
        asked = {"unrecorded": gone[: -_ASKED - 1 : -1], "unrecorded_count": len(gone)}
        shown = {"year": facts, "rows": rows, "rule": rule, **asked, **self._rights()}
        return self.page.show("service_days/index.html", status=status, **shown)

    def add(self, form: Form[ExtraDay] | None = None) -> Response:
        """The form of a day outside the rule."""
        rule = service_rules.rule(self.work.session)
        start = {"starts": hour(rule.starts), "ends": hour(rule.ends)}
        shown = form or Form.filled(ExtraDay, start)
        return self.page.show("service_days/new.html", status=form.status if form else 200, form=shown)

    def rule(self, row: ServiceDayRule, form: Form[RuleWrite] | None = None) -> Response:
        """The form of the one rule."""
        plain = service_rules.read(row)
        start = plain.model_dump() | {"starts": hour(plain.starts), "ends": hour(plain.ends)}
        ordinals = [(str(at), gettext(name)) for at, name in rule_words.ORDINALS.items() if at in {1, 2, 3, 4, -1}]
        return self.page.show(
            "service_days/rule.html",
            status=form.status if form else 200,
            form=form or Form.filled(RuleWrite, start),
            rule=plain,
            ordinals=ordinals,
            weekdays=list(enumerate(rule_words.weekdays(), 1)),
            shifts=options(ShiftPolicy),
        )

    def themes(self, form: Form[ThemeWrite] | None = None) -> Response:
        """The themes of the seasons, and the form of the next one."""
        return self.page.show(
            "service_days/themes.html",
            status=form.status if form else 200,
            form=form or Form.filled(ThemeWrite, {}),
            themes=service_rules.themes(self.work.session),
            **self._rights(),
        )

    def _rights(self) -> dict[str, Any]:
        return {"may_plan": policy.may(self.work.actor, Verb.PLAN)}


def _line(day: ServiceDayRow) -> dict[str, Any]:
    pill, light = words.state_pill(day)
    return {
        "day": day,
        "pill": pill,
        "light": light,
        "counts": words.counts(day),
        "month": words.month_name(day.on_day),
        "is_extra": day.rule_on is None,
        "is_moved": day.rule_on not in {None, day.on_day},
    }


YearDeskDep = Annotated[YearDesk, Depends(YearDesk)]
