"""Visits as pages: the list, one visit, start in one tap, finish with two."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Query, Response

from app.core.i18n import N_, gettext
from app.core.text import MaybeLine
from app.domain import visits
from app.domain.work import Work
from app.models.visit import Verb, Visit
from app.models.visit_shapes import (
    VisitBegin,
    VisitCancel,
    VisitChange,
    VisitFilter,
    VisitFinish,
    VisitPlan,
    VisitReopen,
    VisitStart,
)
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep
from app.web.visit_pages import NOUNS, VisitDeskDep
from app.web.visits import VisitDep, may, may_visit, to

router = page_router("/visits")
FilterForm = Annotated[Form[VisitFilter], Depends(query_of(VisitFilter))]
Planner = Annotated[Work, Depends(may_visit(Verb.PLAN))]


@router.get("", name="visits")
def index(form: FilterForm, desk: VisitDeskDep) -> Response:
    return desk.list_(form)


@router.get("/new", name="visit_new")
def new(_work: Planner, form: FilterForm, desk: VisitDeskDep, q: Annotated[MaybeLine, Query()] = None) -> Response:
    return desk.plan(wanted=form.data, words=q or "")


@router.post("/new")
def plan(
    work: Planner, form: Annotated[Form[VisitPlan], Depends(form_of(VisitPlan))], desk: VisitDeskDep, page: PageDep
) -> Response:
    visit = form.apply(work, lambda data: visits.plan(work, data))
    return page.done("visit", gettext("The visit is planned"), visit_id=visit.id) if visit else desk.plan(form)


@router.get("/under-way", name="visit_begin")
def here(_work: Planner, form: FilterForm, desk: VisitDeskDep, q: Annotated[MaybeLine, Query()] = None) -> Response:
    return desk.begin(wanted=form.data, words=q or "")


@router.post("/under-way")
def begin(
    work: Planner, form: Annotated[Form[VisitBegin], Depends(form_of(VisitBegin))], desk: VisitDeskDep, page: PageDep
) -> Response:
    visit = form.apply(work, lambda data: visits.begin(work, data))
    return page.done("visit", gettext("The visit has begun"), visit_id=visit.id) if visit else desk.begin(form)


@router.get("/{visit_id}", name="visit")
def show(visit: VisitDep, desk: VisitDeskDep) -> Response:
    return desk.show(visit)


@router.post("/{visit_id}/start", name="visit_start")
def start(visit: Annotated[Visit, Depends(to(Verb.START))], work: WorkDep, page: PageDep) -> Response:
    visits.start(work, visit, VisitStart())
    return page.done("visit", gettext("The visit has begun"), visit_id=visit.id)


@router.post("/{visit_id}/reopening", name="visit_reopen")
def reopen(visit: Annotated[Visit, Depends(to(Verb.REOPEN))], work: WorkDep, page: PageDep) -> Response:
    visits.reopen(work, visit, VisitReopen())
    return page.done("visit", gettext("Taken back"), visit_id=visit.id)


@router.get("/{visit_id}/{noun}", name="visit_step")
def ask(noun: Annotated[str, Path(pattern=NOUNS)], visit: VisitDep, desk: VisitDeskDep) -> Response:
    return desk.ask(noun, visit)


@router.post("/{visit_id}/finish")
def finish(
    visit: Annotated[Visit, Depends(may(Verb.FINISH))],
    form: Annotated[Form[VisitFinish], Depends(form_of(VisitFinish))],
    desk: VisitDeskDep,
) -> Response:
    return desk.settle(Verb.FINISH, visit, form, partial(visits.finish, pictures=form.files), N_("The visit is done"))


@router.post("/{visit_id}/change")
def change(
    visit: Annotated[Visit, Depends(may(Verb.CHANGE))],
    form: Annotated[Form[VisitChange], Depends(form_of(VisitChange))],
    desk: VisitDeskDep,
) -> Response:
    return desk.settle(Verb.CHANGE, visit, form, visits.change, N_("Saved"))


@router.post("/{visit_id}/cancellation")
def cancel(
    visit: Annotated[Visit, Depends(may(Verb.CANCEL))],
    form: Annotated[Form[VisitCancel], Depends(form_of(VisitCancel))],
    desk: VisitDeskDep,
) -> Response:
    return desk.settle(Verb.CANCEL, visit, form, visits.cancel, N_("Cancelled"))
