"""Search as JSON."""

from typing import Annotated

from fastapi import Query

from app.models.search_shapes import Findings, Question
from app.queries import finding
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("/search", "search")


@router.get("", name="api_search")
def search(work: WorkDep, question: Annotated[Question, Query()]) -> Findings:
    """Tickets, projects, enterprises and people by two ideographs, pinyin initials or the beginning of a word."""
    return finding.find(work.session, work.actor, question.q)
