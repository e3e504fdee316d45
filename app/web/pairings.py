"""The page on which a coordinator names chief service officers, of a project or of a firm."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.enterprise import Enterprise
from app.models.enterprise import Verb as FirmVerb
from app.models.org import Pairing
from app.models.pairing_shapes import Pair
from app.models.project import Project, Verb
from app.queries import pairings as stored
from app.queries.pairings import Place
from app.web import enterprises, projects
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep
from app.web.tickets import RowId

ProjectToPair = Annotated[Project, Depends(projects.may(Verb.PAIR))]
FirmToPair = Annotated[Enterprise, Depends(enterprises.may(FirmVerb.PAIR))]


def of_project(project: ProjectToPair, pairing_id: RowId, work: WorkDep) -> Pairing:
    return stored.running(work.session, project, pairing_id)


def of_firm(enterprise: FirmToPair, pairing_id: RowId, work: WorkDep) -> Pairing:
    return stored.running(work.session, enterprise, pairing_id)


ProjectCharge = Annotated[Pairing, Depends(of_project)]
FirmCharge = Annotated[Pairing, Depends(of_firm)]


class PairingDesk:
    """Shows who has charge and the form that names somebody."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def show(self, place: Place, form: Form[Pair] | None = None) -> Response:
        status = form.status if form else 200
        facts = {
            "place": place,
            "up": f"/{_kind(place)}/{place.id}",
            "charges": stored.in_charge(self.work.session, place),
            "officers": [(one.id, one.name) for one in stored.officers(self.work.session)],
        }
        return self.page.show("pairings.html", status=status, form=form or Form(Pair), **facts)

    def settle(self, place: Place, form: Form[Pair], act: Callable[[Work, Place, Pair], Pairing]) -> Response:
        """Name somebody and show who has charge now; or the form again, with what is wrong."""
        if form.apply(self.work, lambda data: act(self.work, place, data)) is None:
            return self.show(place, form)
        return self.back(place, gettext(N_("Named; the officer sees it from now on")))

    def back(self, place: Place, words: str) -> Response:
        name = "project" if isinstance(place, Project) else "enterprise"
        return self.page.done(f"{name}_officers", words, **{f"{name}_id": place.id})


def _kind(place: Place) -> str:
    return "projects" if isinstance(place, Project) else "enterprises"


PairingDeskDep = Annotated[PairingDesk, Depends(PairingDesk)]
