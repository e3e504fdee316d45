"""Supervision's numbers as JSON: by department and period, each with the list of what it counts."""

from typing import Annotated

from fastapi import Query

from app.models.supervision_shapes import SupervisionFilter, SupervisionRead
from app.queries import supervision
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/supervision", "supervision")


@router.get("")
def show(wanted: Annotated[SupervisionFilter, Query()], work: WorkDep) -> SupervisionRead:
    return supervision.of(work.session, work.actor, wanted.period, work.now, work.zone.time_zone)
