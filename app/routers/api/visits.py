"""Visits as JSON: the same verbs and shapes as the pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import visits
from app.domain.work import Work
from app.models.visit import Verb, Visit
from app.models.visit_shapes import (
    Brief,
    Coverage,
    Span,
    VisitBegin,
    VisitCancel,
    VisitChange,
    VisitFilter,
    VisitFinish,
    VisitPlan,
    VisitRead,
    VisitReopen,
    VisitRow,
    VisitStart,
)
from app.queries import visit_briefs
from app.queries import visits as stored
from app.web.api import Listing, PageOf, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.visits import VisitDep, may_visit, to

router = api_router("/visits", "visits")


@router.get("")
def index(wanted: Annotated[VisitFilter, Query()], work: WorkDep, listing: Listing) -> PageOf[VisitRow]:
    return listing.of(stored.page(work.session, work.actor, wanted, work.zone.time_zone))


@router.get("/coverage")
def coverage(wanted: Annotated[Span, Query()], work: WorkDep) -> Coverage:
    return visit_briefs.coverage(work.session, work.actor, wanted.days(work.today), work.zone.time_zone)


@router.post("", status_code=201)
def plan(work: Annotated[Work, Depends(may_visit(Verb.PLAN))], data: VisitPlan, response: Response) -> VisitRead:
    return _shown(work, visits.plan(work, data), response)


@router.post("/under-way", status_code=201)
def begin(work: Annotated[Work, Depends(may_visit(Verb.BEGIN))], data: VisitBegin, response: Response) -> VisitRead:
    return _shown(work, visits.begin(work, data), response)


@router.get("/{visit_id}")
def show(visit: VisitDep, work: WorkDep, response: Response) -> VisitRead:
    return _shown(work, visit, response)


@router.get("/{visit_id}/brief")
def brief(visit: VisitDep, work: WorkDep) -> Brief:
    return visit_briefs.of(work.session, work.actor, visit, work.now)


@router.post("/{visit_id}/start")
def start(
    visit: Annotated[Visit, Depends(to(Verb.START))], data: VisitStart, work: WorkDep, response: Response
) -> VisitRead:
    return _shown(work, visits.start(work, visit, data), response)


@router.post("/{visit_id}/finish")
def finish(
    visit: Annotated[Visit, Depends(to(Verb.FINISH))], data: VisitFinish, work: WorkDep, response: Response
) -> VisitRead:
    return _shown(work, visits.finish(work, visit, data), response)


@router.post("/{visit_id}/change")
def change(
    visit: Annotated[Visit, Depends(to(Verb.CHANGE))], data: VisitChange, work: WorkDep, response: Response
) -> VisitRead:
    return _shown(work, visits.change(work, visit, data), response)


@router.post("/{visit_id}/cancellation")
def cancel(
    visit: Annotated[Visit, Depends(to(Verb.CANCEL))], data: VisitCancel, work: WorkDep, response: Response
) -> VisitRead:
    return _shown(work, visits.cancel(work, visit, data), response)


@router.post("/{visit_id}/reopening")
def reopen(
    visit: Annotated[Visit, Depends(to(Verb.REOPEN))], data: VisitReopen, work: WorkDep, response: Response
) -> VisitRead:
    return _shown(work, visits.reopen(work, visit, data), response)


def _shown(work: Work, visit: Visit, response: Response) -> VisitRead:
    return tagged(response, stored.read(work.session, work.actor, visit, work.now))
