"""An enterprise's code for whoever keeps its file: how it stands, and the sheet to print, in both languages at once."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from app import policy
from app.core import i18n
from app.core.errors import NotFound
from app.core.i18n import N_, gettext
from app.domain import portal_keys
from app.domain.work import Work
from app.models.enterprise import Enterprise
from app.models.portal import Sheet, Verb
from app.models.portal_shapes import Printing, SheetRead
from app.queries import portal
from app.web import labels, wiring
from app.web.deps import WorkDep
from app.web.enterprises import EnterpriseDep
from app.web.forms import Form
from app.web.page import PageDep
from app.web.portal import SealDep, qr, whole

_WORDS = {
    "title": N_("Tell the zone what you need"),
    "scan": N_("Scan this code with WeChat or your camera."),
    "say": N_("Say in one line what it is about, and leave a phone number."),
    "number": N_("You get a number at once, and see how far it is."),
    "free": N_("No account, no app. Only for this enterprise."),
}

# As many as fit on a page of A4.
_COPIES = {Sheet.A4: 1, Sheet.A6: 4}


def may(verb: Verb) -> Callable[[Enterprise, Work, Request], Enterprise]:
    """The enterprise, for somebody who may do this with its code: 404, then 403, before the body is looked at."""

    def allowed(enterprise: EnterpriseDep, work: WorkDep, request: Request) -> Enterprise:
        policy.require(work.actor, verb, enterprise)
        if not wiring.of(request).settings.portal:
            raise NotFound(N_("The portal is switched off here."))
        return enterprise

    return allowed


class SheetDesk:
    """Shows how the code stands, and the sheet."""

    def __init__(self, work: WorkDep, page: PageDep, request: Request, seal: SealDep) -> None:
        self.work, self.page, self.request, self.seal = work, page, request, seal

    def show(self, firm: Enterprise) -> Response:
        found = portal.code_read(self.work.session, firm.id)
        form = Form.filled(Printing, {"sheet": Sheet.A4})
        return self.page.show("portal/code.html", form=form, enterprise=firm, found=found, sheets=labels.options(Sheet))

    def sheet(self, firm: Enterprise, form: Form[Printing]) -> Response:
        """The sheet, this once: printing it again is asked for again."""
        made = form.apply(self.work, lambda data: self.print_(firm, data))
        if made is None or form.data is None:
            return self.show(firm)
        return self.page.show(
            "portal/sheet.html",
            enterprise=firm,
            code=made,
            qr=qr(made.address),
            paper=form.data.sheet,
            copies=range(_COPIES[form.data.sheet]),
            tongues=_tongues(),
        )

    def print_(self, firm: Enterprise, data: Printing) -> SheetRead:
        """Where the code leads, once it is written down that somebody had it printed."""
        key, secret = portal_keys.print_(self.work, firm, data, self.seal)
        return SheetRead(serial=key.serial, address=whole(self.request, "portal", token=secret))


SheetDeskDep = Annotated[SheetDesk, Depends(SheetDesk)]


def _tongues() -> list[SimpleNamespace]:
    return [SimpleNamespace(lang=code, **_spoken(code)) for code in i18n.LANGUAGES]


def _spoken(code: str) -> dict[str, Any]:
    now = i18n.language.set(code)
    try:
        return {name: gettext(words) for name, words in _WORDS.items()}
    finally:
        i18n.language.reset(now)
