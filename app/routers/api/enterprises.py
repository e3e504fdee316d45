"""Enterprises as JSON: the same verbs and shapes as the pages; and the places where firms sit."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import enterprises
from app.models.enterprise import Enterprise
from app.models.enterprise_shapes import (
    EnterpriseAdd,
    EnterpriseChange,
    EnterpriseFilter,
    EnterpriseRead,
    EnterpriseRow,
    PhoneRead,
    PlaceRead,
    Reveal,
)
from app.queries import enterprises as stored
from app.web.accounts import UnkeptDep
from app.web.api import Listing, PageOf, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.enterprises import AdderDep, EnterpriseDep, to_change, to_reveal

router = api_router("/enterprises", "enterprises")
places = api_router("", "enterprises")


@router.get("")
def index(wanted: Annotated[EnterpriseFilter, Query()], work: WorkDep, listing: Listing) -> PageOf[EnterpriseRow]:
    return listing.of(stored.page(work.session, work.actor, wanted))


@router.post("", status_code=201)
def add(work: AdderDep, data: EnterpriseAdd, response: Response) -> EnterpriseRead:
    return _shown(work, enterprises.add(work, data), response)


@router.get("/{enterprise_id}")
def show(enterprise: EnterpriseDep, work: WorkDep, response: Response) -> EnterpriseRead:
    return _shown(work, enterprise, response)


@router.patch("/{enterprise_id}")
def change(
    data: EnterpriseChange, enterprise: Annotated[Enterprise, Depends(to_change)], work: WorkDep, response: Response
) -> EnterpriseRead:
    """Only what is sent is changed; null empties a field."""
    return _shown(work, enterprises.change(work, enterprise, data), response)


@router.post("/{enterprise_id}/phone")
def reveal(
    data: Reveal, enterprise: Annotated[Enterprise, Depends(to_reveal)], _unkept: UnkeptDep, work: WorkDep
) -> PhoneRead:
    """The contact's whole number, for those who serve the firm; to whom and why is written down."""
    return enterprises.reveal(work, enterprise, data)


@places.get("/parks")
def parks(work: WorkDep) -> list[PlaceRead]:
    return stored.parks(work.session)


@places.get("/belts")
def belts(work: WorkDep) -> list[PlaceRead]:
    return stored.belts(work.session)


def _shown(work: WorkDep, row: Enterprise, response: Response) -> EnterpriseRead:
    return tagged(response, stored.read(work.session, work.actor, row))
