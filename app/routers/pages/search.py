"""The search page: works as a plain form, answers while typing with HTMX."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.search_shapes import Question
from app.web import results
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, query_of
from app.web.page import PageDep

router = page_router("/search")
QuestionForm = Annotated[Form[Question], Depends(query_of(Question))]


@router.get("", name="search")
def search(work: WorkDep, page: PageDep, form: QuestionForm) -> Response:
    return page.show("search/index.html", status=results.status(form), form=form, **results.of(work, form))
