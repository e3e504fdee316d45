"""The rule of the service days and the themes of the seasons as JSON."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import service_rules
from app.domain.work import Work
from app.models.service_day import Verb
from app.models.service_day_shapes import RuleRead, RuleWrite, ThemeRead, ThemeWrite
from app.queries import service_rules as rules
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.service_days import SeenRule, may_plan

router = api_router("/service-days", "service days")


@router.get("/rule")
def rule(work: WorkDep, response: Response) -> RuleRead:
    return tagged(response, rules.read(rules.rule(work.session)))


@router.post("/rule")
def set_rule(row: SeenRule, data: RuleWrite, work: WorkDep, response: Response) -> RuleRead:
    return tagged(response, rules.read(service_rules.set_rule(work, row, data)))


@router.get("/themes")
def themes(work: WorkDep) -> list[ThemeRead]:
    return rules.themes(work.session)


@router.post("/themes", status_code=201)
def set_theme(work: Annotated[Work, Depends(may_plan(Verb.SET_THEME))], data: ThemeWrite) -> list[ThemeRead]:
    service_rules.set_theme(work, data)
    return rules.themes(work.session)
