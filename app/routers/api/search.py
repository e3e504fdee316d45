"""Search as JSON."""

from typing import Annotated

from fastapi import Query

from app.models.search_shapes import Findings, Question
from app.queries import finding, finding_days
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/search", "search")


@router.get("", name="api_search")
def search(work: WorkDep, question: Annotated[Question, Query()]) -> Findings:
    """Tickets, projects, enterprises, people by two ideographs, pinyin initials, a word's beginning; a day by date."""
    found = finding.find(work.session, work.actor, question.q)
    found.day = finding_days.find(work.session, work.actor, question.q, work.now, work.zone.time_zone)
    return found
