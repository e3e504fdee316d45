"""What a number means, and which rows it counts."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.metric_shapes import MetricFilter
from app.queries import metrics
from app.web import boards
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, query_of
from app.web.page import PageDep

router = page_router("/metrics")
FilterForm = Annotated[Form[MetricFilter], Depends(query_of(MetricFilter))]


@router.get("/{code}", name="metric")
def show(code: str, work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    day = form.data.as_of if form.data else None
    metric = metrics.one(work.session, work.actor, code, day, (work.now, work.zone.time_zone))
    status = 422 if form.errors else 200
    return page.show("metrics/show.html", status=status, metric=metric, form=form, words=boards.words(work.actor))
