"""Pictures, for those who may see the record that they belong to."""

from typing import Annotated

from fastapi import Path, Response

from app.web import photos
from app.web.deps import WorkDep
from app.web.door import api_router

Name = Annotated[str, Path(pattern="^[a-z0-9]{26}$")]
router = api_router("/photos", "photos")


@router.get("/{name}", response_class=Response)
def show(name: Name, work: WorkDep) -> Response:
    return photos.sent(work, name)


@router.get("/{name}/small", response_class=Response)
def small(name: Name, work: WorkDep) -> Response:
    return photos.sent(work, name, "-s")
