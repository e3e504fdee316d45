"""An enterprise's code as pages: how it stands, the sheet to print, a new one, none."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_, gettext
from app.domain import portal_keys
from app.models.enterprise import Enterprise
from app.models.portal import Verb
from app.models.portal_shapes import Ending, Printing, Renewal
from app.web.accounts import UnkeptDep
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep
from app.web.portal import SealDep
from app.web.portal_sheets import SheetDeskDep, may

router = page_router("/enterprises/{enterprise_id}/qr")
ToPrint = Annotated[Enterprise, Depends(may(Verb.PRINT))]
ToRenew = Annotated[Enterprise, Depends(may(Verb.RENEW))]
ToEnd = Annotated[Enterprise, Depends(may(Verb.END))]


@router.get("", name="portal_code")
def show(firm: ToPrint, desk: SheetDeskDep) -> Response:
    return desk.show(firm)


@router.post("/sheet", name="portal_sheet")
def sheet(
    firm: ToPrint, _unkept: UnkeptDep, desk: SheetDeskDep, form: Annotated[Form[Printing], Depends(form_of(Printing))]
) -> Response:
    return desk.sheet(firm, form)


@router.post("/renewal", name="portal_renew")
def renew(firm: ToRenew, work: WorkDep, seal: SealDep, page: PageDep) -> Response:
    portal_keys.renew(work, firm, Renewal(), seal)
    words = gettext(N_("There is a new code. Print it; sheets with the old one no longer work."))
    return page.done("portal_code", words, enterprise_id=firm.id)


@router.post("/end", name="portal_end")
def end(firm: ToEnd, work: WorkDep, page: PageDep) -> Response:
    portal_keys.end(work, firm, Ending())
    return page.done("portal_code", gettext(N_("The code no longer works.")), enterprise_id=firm.id)
