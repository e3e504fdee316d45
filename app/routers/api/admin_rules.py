"""The zone's own data and rules as JSON: kinds and deadlines are no secret, only administrators change them."""

from fastapi import Response

from app.domain import zone_rules
from app.models.zone import TicketKind
from app.models.zone_shapes import (
    DayRead,
    DaysLoad,
    DeadlineRead,
    DeadlineSet,
    KindAdd,
    KindChange,
    KindRead,
    ZoneChange,
    ZoneRead,
)
from app.queries import admin
from app.web.accounts import AdminDep
from app.web.administration import LoadedDayDep, SeenKindDep, SeenZoneDep
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("", "administration")


@router.get("/zone")
def zone(work: AdminDep, response: Response) -> ZoneRead:
    return tagged(response, ZoneRead.model_validate(work.zone.model_dump()))


@router.put("/zone")
def change_zone(_seen: SeenZoneDep, work: AdminDep, data: ZoneChange, response: Response) -> ZoneRead:
    return tagged(response, ZoneRead.model_validate(zone_rules.change_zone(work, data).model_dump()))


@router.get("/kinds")
def kinds(work: WorkDep) -> list[KindRead]:
    return admin.kinds(work.session)


@router.post("/kinds", status_code=201)
def add_kind(work: AdminDep, data: KindAdd, response: Response) -> KindRead:
    return _shown(response, zone_rules.add_kind(work, data))


@router.put("/kinds/{kind_id}")
def change_kind(row: SeenKindDep, work: AdminDep, data: KindChange, response: Response) -> KindRead:
    return _shown(response, zone_rules.change_kind(work, row, data))


@router.get("/deadlines")
def deadlines(work: WorkDep) -> list[DeadlineRead]:
    return admin.deadlines(work.session, work.now)


@router.post("/deadlines", status_code=201)
def set_deadline(work: AdminDep, data: DeadlineSet) -> list[DeadlineRead]:
    zone_rules.set_deadline(work, data)
    return admin.deadlines(work.session, work.now)


@router.get("/holidays")
def days(work: AdminDep) -> list[DayRead]:
    return admin.days(work.session)


@router.post("/holidays", status_code=201)
def load_days(work: AdminDep, data: DaysLoad) -> list[DayRead]:
    zone_rules.load_days(work, data)
    return admin.days(work.session)


@router.delete("/holidays/{day}", status_code=204)
def drop_day(row: LoadedDayDep, work: AdminDep) -> None:
    zone_rules.drop_day(work, row)


def _shown(response: Response, kind: TicketKind) -> KindRead:
    return tagged(response, KindRead.model_validate(kind.model_dump()))
