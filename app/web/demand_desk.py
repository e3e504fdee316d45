"""The page behind an enterprise's code: two fields, a photo, a number to call; robots are turned away."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Request, Response

from app.core.errors import TooMany
from app.core.i18n import N_, gettext
from app.domain import portal
from app.models.portal_shapes import Demand
from app.queries import rules
from app.web import wiring
from app.web.forms import Form
from app.web.labels import local
from app.web.page import PageDep
from app.web.portal import EntryDep, SealDep, address_of


class DemandDesk:
    """Shows the form and takes it."""

    def __init__(self, entry: EntryDep, seal: SealDep, page: PageDep, request: Request) -> None:
        self.entry, self.seal, self.page = entry, seal, page
        self.address, self.settings = address_of(request), wiring.of(request).settings

    def ask(self) -> Response:
        return self._show(Form.filled(Demand, {"key": str(uuid4())}))

    def take(self, form: Form[Demand]) -> Response:
        """Number and follow-up page at once; or the form again, with every word still in it."""
        if form.data is None or self._is_doubtful(form):
            return self._again(form, 422)
        code = self.seal.code("follow", self.entry.key.id, form.data.key)
        caller = portal.Caller(
            self.entry.key,
            self.address,
            self.settings.portal_demands_per_hour,
            self.settings.portal_demands_per_day,
            code,
        )
        try:
            done = form.apply(self.entry.work, lambda data: portal.demand(self.entry.work, data, caller, form.files))
        except TooMany as refused:
            form.errors[""] = gettext(refused.message) % refused.params
            response = self._again(form, refused.status)
            response.headers["Retry-After"] = str(refused.retry_after_s)
            return response
        return self.page.done("portal_received", "", code=code) if done else self._again(form, form.status)

    def _is_doubtful(self, form: Form[Demand]) -> bool:
        """Filled where only robots see a field, sent faster than anybody reads, or not a form of ours."""
        data, entry = form.data, self.entry
        assert data is not None
        age = self.seal.age(data.stamp, entry.work.now, *self._parts(str(data.key)))
        if data.homepage:
            form.errors["homepage"] = gettext(N_("Please leave this field empty."))
        elif age is None:
            form.typed["stamp"] = ""
            form.errors[""] = gettext(N_("This form was open for very long. All is still here; please send it again."))
        elif age < timedelta(seconds=self.settings.portal_fill_seconds):
            form.errors[""] = gettext(N_("That was very quick. Please look once more, then send it again."))
        return bool(form.errors)

    def _again(self, form: Form[Demand], status: int) -> Response:
        if form.files:
            form.errors.setdefault("photos", gettext(N_("Please add the photos again.")))
        return self._show(form, status)

    def _show(self, form: Form[Demand], status: int = 200) -> Response:
        form.typed["stamp"] = form.typed.get("stamp") or self._stamp(str(form.typed.get("key", "")))
        return self.page.show("portal/demand.html", status=status, form=form, firm=self.entry.firm, **self._choices())

    def _stamp(self, key: str) -> str:
        return self.seal.stamp(self.entry.work.now, *self._parts(key))

    def _parts(self, key: str) -> tuple[object, ...]:
        return self.entry.key.id, key

    def _choices(self) -> dict[str, Any]:
        return {"kinds": [(kind.id, local(kind)) for kind in rules.kinds(self.entry.work.session)]}


DemandDeskDep = Annotated[DemandDesk, Depends(DemandDesk)]
