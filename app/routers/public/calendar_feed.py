"""The private calendar feed: its address is its only key, it only reads, it shows what its owner may see now."""

from fastapi import Response

from app.web.door import page_router
from app.web.feeds import OwnerWork, feed_file

router = page_router()


@router.get("/cal/{secret}.ics", name="calendar_feed")
def show(work: OwnerWork) -> Response:
    return feed_file(work)
