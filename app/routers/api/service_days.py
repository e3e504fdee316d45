"""Service days as JSON: the year, the rule, the themes, one day and what can be done with it."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import service_days
from app.domain.work import Work
from app.models.service_day import ServiceDay, Verb
from app.models.service_day_shapes import (
    DayDetails,
    DayMove,
    DayReason,
    ExtraDay,
    Holding,
    ServiceDayRead,
    YearPlan,
    YearRead,
)
from app.queries import service_days as stored
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.service_days import DayDep, may_plan, to

router = api_router("/service-days", "service days")


@router.get("")
def index(work: WorkDep, year: Annotated[int | None, Query(ge=2000, le=2100)] = None) -> YearRead:
    return stored.year(work.session, work.actor, year or work.today.year, work.today)


@router.post("", status_code=201)
def create(work: Annotated[Work, Depends(may_plan(Verb.ADD))], data: ExtraDay, response: Response) -> ServiceDayRead:
    return _shown(work, service_days.add(work, data), response)


@router.post("/plans")
def plan(work: Annotated[Work, Depends(may_plan(Verb.PLAN))], data: YearPlan) -> YearRead:
    service_days.plan(work, data)
    return stored.year(work.session, work.actor, data.year, work.today)


@router.get("/{day}")
def show(row: DayDep, work: WorkDep, response: Response) -> ServiceDayRead:
    return _shown(work, row, response)


Row = ServiceDay


@router.post("/{day}/move")
def move(
    row: Annotated[Row, Depends(to(Verb.MOVE))], data: DayMove, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.move(work, row, data), response)


@router.post("/{day}/return")
def move_back(
    row: Annotated[Row, Depends(to(Verb.MOVE_BACK))], data: DayReason, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.move_back(work, row, data), response)


@router.post("/{day}/keep")
def keep(
    row: Annotated[Row, Depends(to(Verb.KEEP))], data: DayReason, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.keep(work, row, data), response)


@router.post("/{day}/cancellation")
def cancel(
    row: Annotated[Row, Depends(to(Verb.CANCEL))], data: DayReason, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.cancel(work, row, data), response)


@router.post("/{day}/restoration")
def restore(
    row: Annotated[Row, Depends(to(Verb.RESTORE))], data: DayReason, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.restore(work, row, data), response)


@router.post("/{day}/details")
def describe(
    row: Annotated[Row, Depends(to(Verb.DESCRIBE))], data: DayDetails, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.describe(work, row, data), response)


@router.post("/{day}/holding")
def hold(
    row: Annotated[Row, Depends(to(Verb.HOLD))], data: Holding, work: WorkDep, response: Response
) -> ServiceDayRead:
    return _shown(work, service_days.hold(work, row, data), response)


def _shown(work: Work, row: ServiceDay, response: Response) -> ServiceDayRead:
    return tagged(response, stored.read(work.session, work.actor, row, work.today))
