"""Uploads are shown to the virus scanner before the transaction opens: nobody waits for it with the write lock held."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from app.core.db import open_session
from app.core.storage import Folder
from app.domain.photos import AT_MOST
from app.web import sign_in, wiring


async def judged(request: Request) -> Folder:
    """The photo folder, knowing what the scanner says of the files in this request.

    Nobody is refused here: the verb that would keep the file asks the folder, so the form comes back with its words.
    What was not scanned here, it scans itself. A stranger's files are not worth the scanner's time.
    """
    files = wiring.of(request).files
    is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
    if not (files.clamd and is_form and await run_in_threadpool(_is_known, request)):
        return files
    uploads = await _sent(request)
    return await run_in_threadpool(files.judged, uploads) if len(uploads) <= AT_MOST else files


def _is_known(request: Request) -> bool:
    parts = wiring.of(request)
    with open_session(parts.engine, writes=False) as session:
        return sign_in.recognise(session, request, parts.clock())[1] is not None


async def _sent(request: Request) -> list[bytes]:
    """Read and rewound; a form that cannot be read is refused where it is used."""
    try:
        form = await request.form()
    except HTTPException:
        return []
    files = [file for _, file in form.multi_items() if isinstance(file, UploadFile) and file.size]
    contents = []
    for file in files:
        contents.append(await file.read())
        await file.seek(0)
    return contents
