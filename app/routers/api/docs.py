"""The API's description of itself."""

from typing import Any

from fastapi import Request

from app.web import docs
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/openapi.json", "docs")


@router.get("", name="openapi", include_in_schema=False)
def description(request: Request, work: WorkDep) -> dict[str, Any]:
    docs.require_reader(request, work)
    return docs.description(request.app)
