"""What can be done with a service day as pages: every change has a form of its own."""

from typing import Annotated

from fastapi import Depends, Path, Response

from app.core.i18n import gettext
from app.domain import service_days
from app.models.service_day import ServiceDay, Verb
from app.models.service_day_shapes import DayDetails, DayMove, DayReason, Holding
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep
from app.web.service_day_pages import NOUNS, DayDeskDep
from app.web.service_days import DayDep, may, to

router = page_router("/service-days/{day}")
ReasonForm = Annotated[Form[DayReason], Depends(form_of(DayReason))]
Row = ServiceDay


@router.get("/{noun}", name="service_day_step")
def ask(noun: Annotated[str, Path(pattern=NOUNS)], row: DayDep, desk: DayDeskDep) -> Response:
    return desk.ask(noun, row)


@router.post("/move")
def move(
    row: Annotated[Row, Depends(may(Verb.MOVE))],
    form: Annotated[Form[DayMove], Depends(form_of(DayMove))],
    desk: DayDeskDep,
) -> Response:
    return desk.settle(Verb.MOVE, row, form, service_days.move)


@router.post("/return")
def move_back(row: Annotated[Row, Depends(may(Verb.MOVE_BACK))], form: ReasonForm, desk: DayDeskDep) -> Response:
    return desk.settle(Verb.MOVE_BACK, row, form, service_days.move_back)


@router.post("/keep")
def keep(row: Annotated[Row, Depends(may(Verb.KEEP))], form: ReasonForm, desk: DayDeskDep) -> Response:
    return desk.settle(Verb.KEEP, row, form, service_days.keep)


@router.post("/cancellation")
def cancel(row: Annotated[Row, Depends(may(Verb.CANCEL))], form: ReasonForm, desk: DayDeskDep) -> Response:
    return desk.settle(Verb.CANCEL, row, form, service_days.cancel)


@router.post("/restoration")
def restore(row: Annotated[Row, Depends(may(Verb.RESTORE))], form: ReasonForm, desk: DayDeskDep) -> Response:
    return desk.settle(Verb.RESTORE, row, form, service_days.restore)


@router.post("/details")
def describe(
    row: Annotated[Row, Depends(may(Verb.DESCRIBE))],
    form: Annotated[Form[DayDetails], Depends(form_of(DayDetails))],
    desk: DayDeskDep,
) -> Response:
    return desk.settle(Verb.DESCRIBE, row, form, service_days.describe)


@router.post("/holding", name="service_day_hold")
def hold(row: Annotated[Row, Depends(to(Verb.HOLD))], work: WorkDep, page: PageDep) -> Response:
    done = service_days.hold(work, row, Holding())
    return page.done("service_day", gettext("Marked as held"), day=done.on_day)
