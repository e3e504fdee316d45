"""Adding pictures to a record. The file is on disk before the row, so a row never names a missing file."""

from app.core import photos
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain.work import Work
from app.models.photo import Photo
from app.models.project import Progress
from app.models.ticket import Note, Ticket
from app.models.visit import Visit
from app.queries import pictures

AT_MOST = 20
_OWNER = {Ticket: "ticket_id", Note: "note_id", Progress: "progress_id", Visit: "visit_id"}


def keep(work: Work, owner: Ticket | Note | Progress | Visit, uploads: list[bytes]) -> list[Photo]:
    """Clean and store each raw upload and tie it to `owner` (flushed); at most 20 a record (R30).

    A part of verbs that have asked already who may; RuleBroken (422) names the field `photos`.
    """
    column = _OWNER[type(owner)]
    if uploads and pictures.count(work.session, column, owner.id) + len(uploads) > AT_MOST:
        raise RuleBroken(N_("At most %(most)s photos."), field="photos", most=AT_MOST)
    for upload in uploads:
        work.files.admit(upload)
    return [_keep_one(work, column, owner.id, upload) for upload in uploads]


def _keep_one(work: Work, column: str, owner_id: int | None, upload: bytes) -> Photo:
    picture = photos.clean(upload)
    photo = Photo(
        name=work.files.put(picture.jpeg, small=picture.thumb),
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        bytes=len(picture.jpeg),
        created_at=work.now,
        created_by=work.actor.user.id,
    )
    setattr(photo, column, owner_id)
    work.session.add(photo)
    return photo
