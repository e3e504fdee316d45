"""The zone's numbers as JSON: each with its definition, its version, its cut-off and the list of its rows."""

from typing import Annotated

from fastapi import Query

from app.models.metric_shapes import MetricFilter, MetricRead, MetricsRead
from app.queries import metrics
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/metrics", "metrics")
Filter = Annotated[MetricFilter, Query()]


@router.get("")
def index(wanted: Filter, work: WorkDep) -> MetricsRead:
    return metrics.of(work.session, work.actor, wanted.as_of, work.now, work.zone.time_zone)


@router.get("/{code}")
def show(code: str, wanted: Filter, work: WorkDep) -> MetricRead:
    return metrics.one(work.session, work.actor, code, wanted.as_of, (work.now, work.zone.time_zone))
