"""Service days as pages: the year, one day, its route sheet, the rule and the themes."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import gettext
from app.domain import service_days, service_rules
from app.domain.work import Work
from app.models.service_day import Verb
from app.models.service_day_shapes import ExtraDay, RuleWrite, ThemeWrite, YearPlan
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep
from app.web.service_day_pages import DayDeskDep
from app.web.service_day_show import day_file, day_page, sheet_page
from app.web.service_days import DayDep, RuleDep, may_plan
from app.web.year_page import YearDeskDep

router = page_router("/service-days")
Planner = Annotated[Work, Depends(may_plan(Verb.PLAN))]
ExtraForm = Annotated[Form[ExtraDay], Depends(form_of(ExtraDay))]
RuleForm = Annotated[Form[RuleWrite], Depends(form_of(RuleWrite))]
ThemeForm = Annotated[Form[ThemeWrite], Depends(form_of(ThemeWrite))]


@router.get("", name="service_days")
def index(desk: YearDeskDep, year: str = "") -> Response:
    return desk.show(int(year) if year.isdecimal() and len(year) <= len("2019") else None)


@router.post("/plans", name="service_day_plan")
def plan(work: Planner, form: Annotated[Form[YearPlan], Depends(form_of(YearPlan))], desk: YearDeskDep) -> Response:
    form.apply(work, lambda data: service_days.plan(work, data))
    return desk.show(form.data.year) if form.data else desk.show(None, form.status)


@router.get("/new", name="service_day_new")
def new(_work: Planner, desk: YearDeskDep) -> Response:
    return desk.add()


@router.post("/new")
def create(work: Planner, form: ExtraForm, desk: YearDeskDep, page: PageDep) -> Response:
    row = form.apply(work, lambda data: service_days.add(work, data))
    return page.done("service_day", gettext("The day is added"), day=row.on_day) if row else desk.add(form)


@router.get("/rule", name="service_day_rule")
def rule(row: RuleDep, desk: YearDeskDep) -> Response:
    return desk.rule(row)


@router.post("/rule")
def set_rule(row: RuleDep, work: WorkDep, form: RuleForm, desk: YearDeskDep, page: PageDep) -> Response:
    done = form.apply(work, lambda data: service_rules.set_rule(work, row, data), row)
    return page.done("service_days", gettext("Saved")) if done else desk.rule(row, form)


@router.get("/themes", name="service_day_themes")
def themes(desk: YearDeskDep) -> Response:
    return desk.themes()


@router.post("/themes")
def set_theme(work: Planner, form: ThemeForm, desk: YearDeskDep, page: PageDep) -> Response:
    done = form.apply(work, lambda data: service_rules.set_theme(work, data))
    return page.done("service_day_themes", gettext("Saved")) if done else desk.themes(form)


@router.get("/{day}.ics", name="service_day_file")
def file(row: DayDep, desk: DayDeskDep) -> Response:
    return day_file(desk, row)


@router.get("/{day}", name="service_day")
def show(row: DayDep, desk: DayDeskDep) -> Response:
    return day_page(desk, row)


@router.get("/{day}/sheet", name="service_day_sheet")
def sheet(row: DayDep, desk: DayDeskDep) -> Response:
    return sheet_page(desk, row)
