"""Chief service officers as JSON: who has charge of a project or a firm."""

from app.domain import pairings
from app.models.pairing_shapes import ChargeRead, Pair, Unpair
from app.queries import pairings as stored
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.pairings import FirmCharge, FirmToPair, ProjectCharge, ProjectToPair

router = api_router("/projects/{project_id}/officers", "projects")
firms = api_router("/enterprises/{enterprise_id}/officers", "enterprises")


@router.post("", status_code=201)
def pair_project(project: ProjectToPair, data: Pair, work: WorkDep) -> list[ChargeRead]:
    pairings.pair(work, project, data)
    return stored.in_charge(work.session, project)


@router.post("/{pairing_id}/end")
def unpair_project(project: ProjectToPair, row: ProjectCharge, data: Unpair, work: WorkDep) -> list[ChargeRead]:
    pairings.unpair(work, project, row, data)
    return stored.in_charge(work.session, project)


@firms.post("", status_code=201)
def pair_firm(enterprise: FirmToPair, data: Pair, work: WorkDep) -> list[ChargeRead]:
    pairings.pair(work, enterprise, data)
    return stored.in_charge(work.session, enterprise)


@firms.post("/{pairing_id}/end")
def unpair_firm(enterprise: FirmToPair, row: FirmCharge, data: Unpair, work: WorkDep) -> list[ChargeRead]:
    pairings.unpair(work, enterprise, row, data)
    return stored.in_charge(work.session, enterprise)
