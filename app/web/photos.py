"""Sending a stored picture to somebody who may see the record that it belongs to."""

from fastapi import Response
from fastapi.responses import FileResponse

from app.core.errors import NotFound
from app.core.i18n import N_
from app.domain.work import Work
from app.queries import pictures

# A picture never changes, but who may see it does: kept by the one browser, for an hour (R42, R54, R59).
_HEADERS = {
    "Cache-Control": "private, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def sent(work: Work, name: str, variant: str = "") -> Response:
    """The JPEG, or its small copy (`-s`); NotFound when this person may not see its record."""
    photo = pictures.get(work.session, work.actor, name)
    file = work.files.path(photo.name, variant)
    if not file.is_file():
        raise NotFound(N_("No such photo."))
    return FileResponse(file, media_type="image/jpeg", headers=_HEADERS)
