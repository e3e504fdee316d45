"""Pages about enterprises: the register, one file of one firm, and the forms."""

from types import SimpleNamespace
from typing import Annotated, Any

from fastapi import Depends, Response

from app import policy
from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.models.enterprise import Enterprise, Occasion, Verb
from app.models.enterprise_shapes import (
    EnterpriseAdd,
    EnterpriseFacts,
    EnterpriseFilter,
    EnterpriseTyped,
    PhoneRead,
    Reveal,
)
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import Verb as TicketVerb
from app.models.user import Role
from app.models.visit import Verb as VisitVerb
from app.models.visit_shapes import VisitFilter
from app.queries import enterprises, ticket_list, visits
from app.web import labels
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep, address

_SHOWN = 5


class EnterpriseDesk:
    """Shows the files of the firms and their forms."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def list_(self, form: Form[EnterpriseFilter]) -> Response:
        """By name; officers may narrow it to the firms in their charge."""
        work, wanted = self.work, form.data or EnterpriseFilter()
        rows = enterprises.page(work.session, work.actor, wanted)
        return self.page.show(
            "enterprises/index.html",
            status=422 if form.errors else 200,
            form=form,
            rows=rows.items,
            count=_count(enterprises.count(work.session, work.actor, wanted)),
            parks=self._parks(),
            views=_views(wanted) if work.actor.is_(Role.OFFICER) else [],
            next_url=rows.next_cursor and _address(wanted, after=rows.next_cursor),
            first_url=wanted.after and _address(wanted),
            may_add=policy.may(work.actor, Verb.ADD),
        )

    def show(self, row: Enterprise) -> Response:
        """One firm, one file (product.md M21)."""
        work, actor = self.work, self.work.actor
        shown = enterprises.read(work.session, actor, row)
        asked = TicketFilter(view="all", enterprise_id=row.id, limit=_SHOWN)
        went = VisitFilter(enterprise_id=row.id, limit=_SHOWN)
        return self.page.show(
            "enterprises/show.html",
            enterprise=shown,
            tickets=ticket_list.page(work.session, actor, asked, work.now).items,
            tickets_url=address("/tickets", {"view": "all", "enterprise_id": row.id}),
            ticket_url=address("/tickets/new", {"enterprise_id": row.id}),
            visit_url=address("/visits/new", {"enterprise_id": row.id}),
            visits=visits.page(work.session, actor, went, work.zone.time_zone).items,
            may=SimpleNamespace(
                **{verb.value: verb in shown.moves for verb in Verb},
                **{"raise": policy.may(actor, TicketVerb.RAISE), "plan": policy.may(actor, VisitVerb.PLAN)},
            ),
            is_staff=actor.user.is_staff,
        )

    def new(self, form: Form[EnterpriseAdd] | None = None, *, status: int = 200) -> Response:
        form = form or Form(EnterpriseAdd)
        return self.page.show("enterprises/new.html", status=status, form=form, parks=self._parks())

    def edit(self, row: Enterprise, form: Form[EnterpriseTyped] | None = None, *, status: int = 200) -> Response:
        """The file as it is, the phone number left out: an empty field leaves it as it is."""
        form = form or Form.filled(EnterpriseTyped, values(row))
        shown = enterprises.read(self.work.session, self.work.actor, row)
        return self.page.show("enterprises/edit.html", status=status, form=form, enterprise=shown, parks=self._parks())

    def phone(self, row: Enterprise, form: Form[Reveal] | None = None, found: PhoneRead | None = None) -> Response:
        """Why the number is wanted; then the number, which is on this page only."""
        status = form.status if form and found is None else 200
        shown = enterprises.read(self.work.session, self.work.actor, row)
        return self.page.show(
            "enterprises/phone.html",
            status=status,
            form=form or Form(Reveal),
            enterprise=shown,
            found=found,
            occasions=labels.options(Occasion),
        )

    def _parks(self) -> list[tuple[Any, str]]:
        return [(park.id, labels.local(park)) for park in enterprises.parks(self.work.session)]


def values(row: Enterprise) -> dict[str, Any]:
    """A file as its form shows it."""
    return row.model_dump(include=set(EnterpriseFacts.model_fields) - {"contact_phone"})


def _views(wanted: EnterpriseFilter) -> list[dict[str, Any]]:
    return [
        {"label": gettext(words), "href": _address(wanted, mine=mine), "is_current": wanted.mine is bool(mine)}
        for words, mine in ((N_("All"), None), (N_("In my charge"), "true"))
    ]


def _address(wanted: EnterpriseFilter, **changed: object) -> str:
    kept = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"after"})
    plain = {name: "true" if value is True else value for name, value in kept.items()}
    return address("/enterprises", plain | changed)


def _count(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return gettext("%(count)s+ enterprises") % {"count": COUNTED_AT_MOST}
    return ngettext("%(count)s enterprise", "%(count)s enterprises", number) % {"count": number}


EnterpriseDeskDep = Annotated[EnterpriseDesk, Depends(EnterpriseDesk)]
