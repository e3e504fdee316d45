"""The page on which the API can be read and tried."""

from fastapi import Request, Response

from app.web import docs
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.page import PageDep

router = page_router("/docs")


@router.get("", name="docs")
def show(request: Request, work: WorkDep, page: PageDep) -> Response:
    docs.require_reader(request, work)
    return page.show("docs.html")
