"""The calendar's page and its files: one month as grid and list, the chosen day beside it."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Depends, Response

from app import policy
from app.core.i18n import gettext
from app.exchange import ics
from app.models.calendar_shapes import CalendarDay, CalendarFilter, CalendarMonth
from app.models.service_day import Verb
from app.models.service_day_shapes import ServiceDayRow
from app.models.visit import Verb as VisitVerb
from app.queries import calendar, rosters
from app.web import calendar_words as words
from app.web import feeds, rule_words
from app.web.deps import WorkDep
from app.web.forms import Form, query_of
from app.web.page import PageDep

_LINES = 8


class CalendarDesk:
    """Shows one month."""

    def __init__(
        self,
        work: WorkDep,
        page: PageDep,
        form: Annotated[Form[CalendarFilter], Depends(query_of(CalendarFilter))],
    ) -> None:
        self.work, self.page = work, page
        self.wanted = form.data or CalendarFilter()

    def show(self) -> Response:
        """The month wanted, or this one when the address says nothing that is one."""
        month = self._month()
        chosen = self._chosen(month)
        is_list = self.wanted.view == "agenda"
        return self.page.show(
            "calendar/index.html",
            month=month,
            is_list=is_list,
            tabs=self._tabs(month.first),
            around=_around(month.first),
            rule=rule_words.in_force(self.work),
            weekdays=rule_words.weekdays(),
            weeks=words.weeks(month, chosen.on if chosen else None, self.work.today),
            free_days=words.free_days(month),
            lines=self._lines(month, is_list=is_list),
            **self._panel(chosen),
        )

    def file(self) -> Response:
        """The month's service days to keep."""
        month = self._month()
        days = {row.id: row for day in month.days for row in day.service_days if _same_month(row.on_day, month.first)}
        entries = [ics.of_day(row, self.work.zone.time_zone) for row in days.values()]
        return feeds.download(self.work, entries, f"service-days-{month.first:%Y-%m}")

    def _month(self) -> CalendarMonth:
        first = self.wanted.first_day(self.work.today)
        return calendar.month(self.work.session, self.work.actor, first, self.work.now, self.work.zone.time_zone)

    def _chosen(self, month: CalendarMonth) -> CalendarDay | None:
        """The day asked for, else today if something stands in it, else the next service day of the month."""
        wanted = self.wanted.d
        if wanted:
            return next((day for day in month.days if day.on == wanted), None)
        ahead = [day for day in month.days if _same_month(day.on, month.first) and day.on >= self.work.today]
        return next((day for day in ahead if any(words.stands(row, day.on) for row in day.service_days)), None)

    def _lines(self, month: CalendarMonth, *, is_list: bool) -> list[words.Coming]:
        inside = [day for day in month.days if _same_month(day.on, month.first)]
        if is_list:
            return words.coming(inside, self.work.today)
        since = self.wanted.d or self.work.today
        ahead = [day for day in month.days if day.on >= since] or inside
        return words.coming(ahead, self.work.today)[:_LINES]

    def _panel(self, chosen: CalendarDay | None) -> dict[str, Any]:
        service_day = _standing(chosen) if chosen else None
        has_teams = service_day is not None and service_day.team_count > 0
        teams = rosters.lines(self.work.session, self.work.actor, service_day.id) if service_day and has_teams else []
        pill, light = words.state_pill(service_day) if service_day else ("", "")
        return {
            "chosen": chosen,
            "service_day": service_day,
            "teams": teams,
            "pill": pill,
            "light": light,
            "may_plan": policy.may(self.work.actor, Verb.PLAN),
            "may_visit": policy.may(self.work.actor, VisitVerb.PLAN),
        }

    def _tabs(self, first: date) -> list[dict[str, Any]]:
        return [
            {
                "href": f"?m={first:%Y-%m}&view={view}",
                "label": gettext(label),
                "is_current": self.wanted.view == view,
            }
            for view, label in (("month", words.MONTH), ("agenda", words.AGENDA))
        ]


def _standing(day: CalendarDay) -> ServiceDayRow | None:
    here = [row for row in day.service_days if row.on_day == day.on]
    return next((row for row in here if words.stands(row, day.on)), here[0] if here else None)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _around(first: date) -> dict[str, str]:
    """The addresses of the months before and after."""
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return {"before": f"?m={before:%Y-%m}", "after": f"?m={after:%Y-%m}", "file": f"/calendar.ics?m={first:%Y-%m}"}


CalendarDeskDep = Annotated[CalendarDesk, Depends(CalendarDesk)]
