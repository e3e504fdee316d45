"""The facts of the project list: which filters are on, how many, where the next page begins; the stages in numbers."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from app import policy
from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.domain.work import Work
from app.models.project import Stage, Track, Verb
from app.models.project_shapes import ProjectFilter, StageFilter
from app.models.user import Role
from app.queries import enterprises, metric_sets, metrics, org, project_list
from app.web import filters
from app.web.labels import label, local, options
from app.web.page import address

_SELECTS = ("stage", "track", "task_force_id", "park_id", "list_year", "is_major")
_CHARGED = (Role.OFFICER, Role.HANDLER)


def facts(work: Work, wanted: ProjectFilter) -> dict[str, Any]:
    """Everything projects/index.html prints."""
    session, actor = work.session, work.actor
    page = project_list.page(session, actor, wanted, work.today)
    names = _names(work)
    chosen = [*_taken_off(wanted, names), *_dated(wanted)]
    return {
        "rows": page.items,
        "count": _count(project_list.count(session, actor, wanted, work.today)),
        "views": _views(wanted) if actor.is_(*_CHARGED) else [],
        "names": names,
        "chosen": chosen,
        "is_filtered": bool(chosen or wanted.q),
        "next_url": page.next_cursor and _address(wanted, after=page.next_cursor),
        "first_url": wanted.after and _address(wanted),
        "stages_url": address("/projects/stages", _asked(wanted, StageFilter)),
        "may_add": policy.may(actor, Verb.ADD),
    }


def counts(work: Work, wanted: StageFilter) -> dict[str, Any]:
    """Everything projects/stages.html prints."""
    found = project_list.stage_counts(work.session, work.actor, wanted, work.today)
    kept = _asked(wanted, StageFilter) | {"as_of": found.as_of.isoformat()}
    return {
        "as_of": found.as_of,
        "lines": [
            {"label": label(one.stage), "count": one.count, "href": address("/projects", kept | {"stage": one.stage})}
            for one in found.counts
        ],
        "names": _names(work),
    }


def _names(work: Work) -> dict[str, list[tuple[Any, str]]]:
    return {
        "stage": options(Stage),
        "track": options(Track),
        "task_force_id": [(row.id, local(row)) for row in org.forces(work.session, work.actor)],
        "park_id": [(row.id, local(row)) for row in enterprises.parks(work.session)],
    }


def _views(wanted: ProjectFilter) -> list[dict[str, Any]]:
    return [
        {"label": gettext(words), "href": _address(wanted, mine=mine), "is_current": wanted.mine is bool(mine)}
        for words, mine in ((N_("All that I may see"), None), (N_("In my charge"), "true"))
    ]


def _taken_off(wanted: ProjectFilter, names: dict[str, list[tuple[Any, str]]]) -> list[dict[str, str]]:
    """The filters that are on, as links that take them off."""
    words: dict[str, str] = {
        name: dict(names.get(name, ())).get(getattr(wanted, name)) or str(getattr(wanted, name))
        for name in _SELECTS
        if getattr(wanted, name) is not None
    }
    if wanted.is_major:
        words["is_major"] = gettext(N_("Major projects"))
    if wanted.enterprise_id:
        words["enterprise_id"] = gettext(N_("One enterprise"))
    return [{"label": text, "href": _address(wanted, **{name: None})} for name, text in words.items()]


def _dated(wanted: ProjectFilter) -> list[dict[str, str]]:
    """The set behind a published number, and the day at which things are looked at."""
    chosen = []
    if wanted.set:
        chosen.append({"label": _set_name(wanted), "href": _address(wanted, set=None)})
    if wanted.as_of:
        day = gettext(N_("As of %(day)s")) % {"day": filters.full_day(wanted.as_of)}
        chosen.append({"label": day, "href": _address(wanted, as_of=None)})
    return chosen


def _set_name(wanted: ProjectFilter) -> str:
    assert wanted.set is not None
    if wanted.set in metric_sets.SET_NAMES:
        return gettext(metric_sets.SET_NAMES[wanted.set])
    day = wanted.as_of or date.max
    told = next((one for one in metrics.definitions(day) if one["set"] == wanted.set), None)
    return local(SimpleNamespace(**told)) if told else wanted.set


def _address(wanted: ProjectFilter, **changed: object) -> str:
    """The same list with some filters changed; paging starts anew unless `after` is given."""
    return address("/projects", _asked(wanted, ProjectFilter) | changed)


def _asked(wanted: StageFilter, shape: type[StageFilter]) -> dict[str, Any]:
    kept = wanted.model_dump(mode="json", exclude_defaults=True, include=set(shape.model_fields) - {"after"})
    return {name: "true" if value is True else value for name, value in kept.items()}


def _count(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return gettext("%(count)s+ projects") % {"count": COUNTED_AT_MOST}
    return ngettext("%(count)s project", "%(count)s projects", number) % {"count": number}
