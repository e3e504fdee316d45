"""What this phone has not sent yet; the list is made in the browser from its own store."""

from fastapi import Response

from app.web import unsent
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.page import PageDep

router = page_router()


@router.get("/outbox", name="outbox")
def show(_work: WorkDep, page: PageDep) -> Response:
    return page.show("outbox.html")


@router.get("/outbox/key", name="outbox_key")
def key(work: WorkDep) -> Response:
    return Response(unsent.key_of(work), media_type="application/octet-stream")
