"""Views of the tickets that somebody names and keeps for themselves."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal
from app.domain.work import Work
from app.models.saved_view import AT_MOST, SavedView, Verb, ViewPlace, ViewRename, ViewSave
from app.queries import saved_views as stored

_TAKEN = N_("You already have a view of this name.")


def save(work: Work, data: ViewSave) -> SavedView:
    """Keep the filters under a name, after the views that are there; the same ones once more are the same view.

    RuleBroken (name) when the name is taken by other filters, or when there are 20 already.
    """
    policy.require(work.actor, Verb.SAVE)
    views, asked = stored.own(work.session, work.actor), stored.kept(data)
    for view in views:
        if view.name == data.name and view.asked == asked:
            return view
    _need_free_name(views, data.name)
    if len(views) >= AT_MOST:
        raise RuleBroken(N_("There are %(most)s views already; delete one first."), field="name", most=AT_MOST)
    made = SavedView(user_id=work.actor.id, name=data.name, asked=asked, position=len(views) + 1)
    work.session.add(made)
    work.session.flush()
    journal.record(work, Verb.SAVE, made, after=journal.snapshot(made, "name", "asked"))
    return made


def rename(work: Work, view: SavedView, data: ViewRename) -> SavedView:
    """Another name; RuleBroken (name) when another of the own views has it."""
    policy.require(work.actor, Verb.RENAME, view)
    others = [one for one in stored.own(work.session, work.actor) if one.id != view.id]
    _need_free_name(others, data.name)
    before = journal.snapshot(view, "name")
    view.name = data.name
    journal.record(work, Verb.RENAME, view, before=before, after=journal.snapshot(view, "name"))
    return view


def move(work: Work, view: SavedView, data: ViewPlace) -> SavedView:
    """Put it elsewhere among the own views; behind the last one is last."""
    policy.require(work.actor, Verb.MOVE, view)
    before = journal.snapshot(view, "position")
    views = [one for one in stored.own(work.session, work.actor) if one.id != view.id]
    views.insert(data.position - 1, view)
    _number(views)
    journal.record(work, Verb.MOVE, view, before=before, after=journal.snapshot(view, "position"))
    return view


def remove(work: Work, view: SavedView) -> None:
    """Forget it; the tickets stay where they are."""
    policy.require(work.actor, Verb.REMOVE, view)
    journal.record(work, Verb.REMOVE, view, before=journal.snapshot(view, "name", "asked"))
    work.session.delete(view)
    work.session.flush()
    _number(stored.own(work.session, work.actor))


def _need_free_name(views: list[SavedView], name: str) -> None:
    if any(view.name == name for view in views):
        raise RuleBroken(_TAKEN, field="name")


def _number(views: list[SavedView]) -> None:
    for position, view in enumerate(views, 1):
        view.position = position
