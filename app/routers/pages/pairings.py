"""Naming chief service officers as pages."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_, gettext
from app.domain import pairings
from app.models.pairing_shapes import Pair, Unpair
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.pairings import FirmCharge, FirmToPair, PairingDeskDep, ProjectCharge, ProjectToPair

router = page_router()
PairForm = Annotated[Form[Pair], Depends(form_of(Pair))]
_ENDED = N_("The charge has ended; what was done stays attributed")


@router.get("/projects/{project_id}/officers", name="project_officers")
def of_project(project: ProjectToPair, desk: PairingDeskDep) -> Response:
    return desk.show(project)


@router.post("/projects/{project_id}/officers")
def pair_project(project: ProjectToPair, desk: PairingDeskDep, form: PairForm) -> Response:
    return desk.settle(project, form, pairings.pair)


@router.post("/projects/{project_id}/officers/{pairing_id}/end")
def unpair_project(project: ProjectToPair, row: ProjectCharge, work: WorkDep, desk: PairingDeskDep) -> Response:
    pairings.unpair(work, project, row, Unpair())
    return desk.back(project, gettext(_ENDED))


@router.get("/enterprises/{enterprise_id}/officers", name="enterprise_officers")
def of_firm(enterprise: FirmToPair, desk: PairingDeskDep) -> Response:
    return desk.show(enterprise)


@router.post("/enterprises/{enterprise_id}/officers")
def pair_firm(enterprise: FirmToPair, desk: PairingDeskDep, form: PairForm) -> Response:
    return desk.settle(enterprise, form, pairings.pair)


@router.post("/enterprises/{enterprise_id}/officers/{pairing_id}/end")
def unpair_firm(enterprise: FirmToPair, row: FirmCharge, work: WorkDep, desk: PairingDeskDep) -> Response:
    pairings.unpair(work, enterprise, row, Unpair())
    return desk.back(enterprise, gettext(_ENDED))
