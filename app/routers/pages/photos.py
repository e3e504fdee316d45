"""Pictures, for those who may see the record that they belong to."""

from typing import Annotated

from fastapi import Path, Response

from app.web import photos
from app.web.deps import WorkDep
from app.web.door import page_router

Name = Annotated[str, Path(pattern="^[a-z0-9]{26}$")]
router = page_router("/photos")


@router.get("/{name}", name="photo")
def show(name: Name, work: WorkDep) -> Response:
    return photos.sent(work, name)


@router.get("/{name}/small", name="photo_small")
def small(name: Name, work: WorkDep) -> Response:
    return photos.sent(work, name, "-s")
