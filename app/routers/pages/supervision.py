"""Supervision's page: overdue board, promises kept, last words, returns, extensions, suspensions."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.supervision_shapes import SupervisionFilter
from app.web import supervision
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, query_of
from app.web.page import PageDep

router = page_router("/supervision")
FilterForm = Annotated[Form[SupervisionFilter], Depends(query_of(SupervisionFilter))]


@router.get("", name="supervision")
def show(work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    return supervision.show(work, page, form)
