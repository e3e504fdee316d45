"""Supervision notices as pages: the list, one of them, its A4 sheet, the form of each act, a new one about a ticket."""

from typing import Annotated, Any

from fastapi import Depends, Path, Response

from app.domain import notices
from app.models.notice import Notice, Verb
from app.models.notice_shapes import NoticeFilter, NoticeIssue
from app.web import notice_pages
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.notice_acts import ACTS, NOUNS, Act
from app.web.notice_pages import NoticeDeskDep
from app.web.notices import NoticeDep, TicketToNotice, may
from app.web.page import PageDep

router = page_router()
Noun = Annotated[str, Path(pattern=NOUNS)]
FilterForm = Annotated[Form[NoticeFilter], Depends(query_of(NoticeFilter))]
IssueForm = Annotated[Form[NoticeIssue], Depends(form_of(NoticeIssue))]


@router.get("/notices", name="notices")
def index(work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    wanted = form.data or NoticeFilter()
    status = 422 if form.errors else 200
    return page.show("notices/index.html", status=status, form=form, **notice_pages.facts(work, wanted))


@router.get("/notices/{notice_id}", name="notice")
def show(notice: NoticeDep, desk: NoticeDeskDep) -> Response:
    return desk.show(notice)


@router.get("/notices/{notice_id}/sheet", name="notice_sheet")
def sheet(notice: NoticeDep, desk: NoticeDeskDep) -> Response:
    return desk.show(notice, "notices/sheet.html")


@router.get("/notices/{notice_id}/{noun}", name="notice_act")
def ask(noun: Noun, notice: NoticeDep, desk: NoticeDeskDep) -> Response:
    return desk.ask(noun, notice)


@router.get("/tickets/{ticket_id}/notices/new", name="notice_new")
def new(ticket: TicketToNotice, desk: NoticeDeskDep) -> Response:
    return desk.start(ticket)


@router.post("/tickets/{ticket_id}/notices", name="notice_issue")
def issue(ticket: TicketToNotice, form: IssueForm, desk: NoticeDeskDep) -> Response:
    return desk.issue(ticket, form, notices.issue)


def _offer(verb: Verb, act: Act) -> None:
    def step(
        notice: Annotated[Notice, Depends(may(verb))],
        form: Annotated[Form[Any], Depends(form_of(act.shape))],
        desk: NoticeDeskDep,
    ) -> Response:
        return desk.settle(act, notice, form)

    router.add_api_route(f"/notices/{{notice_id}}/{act.noun}", step, methods=["POST"], name=f"notice_{verb.value}")


for _verb, _act in ACTS.items():
    _offer(_verb, _act)
