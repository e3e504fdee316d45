"""An enterprise's code as JSON; the secret is in the answer to "sheet" only, and never kept."""

from typing import Annotated

from fastapi import Depends

from app.domain import portal_keys
from app.models.enterprise import Enterprise
from app.models.portal import Verb
from app.models.portal_shapes import CodeRead, Ending, Printing, Renewal, SheetRead
from app.queries import portal
from app.web.accounts import UnkeptDep
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.portal import SealDep
from app.web.portal_sheets import SheetDeskDep, may

router = api_router("/enterprises/{enterprise_id}/qr", "portal")
ToPrint = Annotated[Enterprise, Depends(may(Verb.PRINT))]


@router.get("")
def show(firm: ToPrint, work: WorkDep) -> CodeRead | None:
    """The code that works now; null when there is none."""
    return portal.code_read(work.session, firm.id)


@router.post("/sheet")
def sheet(data: Printing, firm: ToPrint, _unkept: UnkeptDep, desk: SheetDeskDep) -> SheetRead:
    """Where the printed code leads; that it was asked for is written down."""
    return desk.print_(firm, data)


@router.post("/renewal")
def renew(
    _data: Renewal, firm: Annotated[Enterprise, Depends(may(Verb.RENEW))], work: WorkDep, seal: SealDep
) -> CodeRead | None:
    """A new code; the old one stops working at once."""
    portal_keys.renew(work, firm, Renewal(), seal)
    return portal.code_read(work.session, firm.id)


@router.post("/end", status_code=204)
def end(_data: Ending, firm: Annotated[Enterprise, Depends(may(Verb.END))], work: WorkDep) -> None:
    portal_keys.end(work, firm, Ending())
