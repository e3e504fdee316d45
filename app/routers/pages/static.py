"""Static files by content-marked address: kept a year, and never behind the log-in."""

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from app.core.errors import NotFound
from app.core.i18n import N_
from app.web import assets

router = APIRouter(include_in_schema=False)
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/static/app.css", name="stylesheet")
def stylesheet() -> Response:
    return Response(assets.stylesheet(), media_type="text/css", headers=_KEPT)


@router.get("/static/app.js", name="script")
def script() -> Response:
    return Response(assets.script(), media_type="text/javascript", headers=_KEPT)


@router.get("/sw.js", name="worker")
def worker() -> Response:
    return FileResponse(assets.STATIC / "sw.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/static/{path:path}", name="static")
def static(path: str) -> Response:
    file = assets.found(path)
    if file is None:
        raise NotFound(N_("There is nothing at this address."))
    return FileResponse(file, headers=_KEPT)
