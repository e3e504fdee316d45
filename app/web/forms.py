"""HTML forms: what was typed, what is wrong with it, and the parsed data when nothing is."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Generic, Protocol, TypeVar, get_origin

from fastapi import Request
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm.exc import StaleDataError
from starlette.datastructures import FormData, UploadFile

from app.core.errors import Conflict, NotFound, RuleBroken
from app.core.i18n import N_, gettext
from app.domain.work import Work

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")
_BLANK = N_("Please fill this in.")
_CHOICE = N_("Choose one of these.")
_NUMBER = N_("Write a whole number.")
_DATE = N_("Write a date, like 2019-07-16.")
_UNKNOWN = N_("This cannot be set here.")

# Pydantic's error types in our own words; {field: message} is the same at both doors and never echoes the input.
MESSAGES = {
    "missing": _BLANK,
    "string_too_short": _BLANK,
    "string_too_long": N_("At most %(max_length)s characters."),
    "string_type": _BLANK,
    "string_unicode": N_("This text holds a character that cannot be kept."),
    "string_pattern_mismatch": N_("This is not written as expected."),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "uuid_parsing": N_("This form is not complete; open it again."),
    "uuid_type": N_("This form is not complete; open it again."),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": N_("This number is too large."),
    "greater_than_equal": N_("At least %(ge)s."),
    "less_than_equal": N_("At most %(le)s."),
    "bool_parsing": _CHOICE,
    "bool_type": _CHOICE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_type": _DATE,
    "datetime_parsing": N_("Write a date and a time, like 2019-07-16 09:30."),
    "datetime_from_date_parsing": N_("Write a date and a time, like 2019-07-16 09:30."),
    "timezone_aware": N_("Give the time with its time zone."),
    "time_parsing": N_("Write a time, like 09:30."),
    "too_long": N_("At most %(max_length)s."),
    "too_short": N_("At least %(min_length)s."),
    "extra_forbidden": _UNKNOWN,
    "json_invalid": N_("This is not valid JSON."),
}
_OTHERWISE = N_("This is not written as expected.")
_STALE = N_("Somebody has just changed this. What you typed is still here; look at the changes and send it again.")
_VERSION_LENGTH = 18
# Carried by forms but meant for the frame around them, not for the verb.
_FRAME = {"version", "next", "photos", "q"}


def errors_of(problem: ValidationError) -> dict[str, str]:
    """{field: message} in the language of the request."""
    return messages(problem.errors(include_url=False, include_input=False))


def messages(errors: Any, skip: int = 0) -> dict[str, str]:
    """{field: message} from Pydantic's error list; `skip` leading parts of each place ("body") are left out."""
    found: dict[str, str] = {}
    for error in errors:
        words = error["msg"] if error["type"] in _OWN else MESSAGES.get(error["type"], _OTHERWISE)
        place = [part for part in error["loc"][skip:] if isinstance(part, str) and _FIELD.match(part)]
        found.setdefault(place[0] if place else "", gettext(words) % error.get("ctx", {}))
    return found


# A field that we do not know bears a name that somebody else chose; only one that looks like ours is repeated.
_FIELD = re.compile(r"^[a-z][a-z_]{0,39}$")
_OWN = {"odd_character", "phone", "uscc", "password", "own"} | {
    f"money_{kind}" for kind in ("unreadable", "approximate", "negative", "fraction", "too_large")
}


class HasVersion(Protocol):
    """A row that two people must not change at once (R16)."""

    version: int


class Form(Generic[T]):
    """What was typed, errors by field, and `data` when the input holds."""

    def __init__(self, shape: type[T], typed: dict[str, Any] | None = None) -> None:
        self.typed: dict[str, Any] = typed or {}
        self.errors: dict[str, str] = {}
        self.data: T | None = None
        self.files: list[bytes] = []
        self.problem: ValidationError | None = None
        self.is_stale = False
        if typed is not None:
            self._parse(shape, typed)

    @classmethod
    def filled(cls, shape: type[T], values: dict[str, Any]) -> "Form[T]":
        """An unsent form showing these values."""
        form = cls(shape)
        form.typed = values
        return form

    def chosen(self, name: str) -> list[str]:
        """The chosen values of a group of boxes or chips, as text."""
        value = self.typed.get(name)
        values = value if isinstance(value, list | set | tuple) else [value]
        return [str(one) for one in values if one is not None]

    @property
    def status(self) -> int:
        """With which status the form is shown again: 409 when the row has moved on meanwhile, else 422."""
        return 409 if self.is_stale else 422

    @property
    def seen(self) -> int:
        """The version of the row that this form was made from; 0 when the form does not say."""
        said = str(self.typed.get("version", ""))
        return int(said) if said.isdecimal() and len(said) <= _VERSION_LENGTH else 0

    def apply(self, work: Work, action: Callable[[T], R], row: HasVersion | None = None) -> R | None:
        """Run the action on valid data; a broken rule becomes an error beside its field and nothing is kept.

        With a `row`, the form must have been made from the row as it is now. Otherwise, and when somebody else is
        faster, the form `is_stale`: show it again with `form.status`, what was typed and the row's new version.
        """
        if row is not None and row.version != self.seen:
            self._clash(_STALE)
        elif self.data is not None:
            return self._try(work, action, self.data)
        return None

    def _try(self, work: Work, action: Callable[[T], R], data: T) -> R | None:
        try:
            with work.session.begin_nested():
                return action(data)
        except StaleDataError:
            self._clash(_STALE)
        except Conflict as clash:
            self._clash(clash.message)
        except (RuleBroken, NotFound) as broken:
            self.errors[broken.field or ""] = gettext(broken.message) % broken.params
        return None

    def _clash(self, message: str) -> None:
        self.is_stale = True
        self.errors[""] = gettext(message)

    def _parse(self, shape: type[T], typed: dict[str, Any]) -> None:
        try:
            others = _FRAME - set(shape.model_fields)
            self.data = shape.model_validate({name: value for name, value in typed.items() if name not in others})
        except ValidationError as problem:
            self.problem, self.errors = problem, errors_of(problem)
            for field in self.errors.keys() & {name for name, value in typed.items() if value == ""}:
                self.errors[field] = gettext(_BLANK)


def form_of(shape: type[T]) -> Callable[[Request], Awaitable[Form[T]]]:
    """A dependency that reads a form into `Form[shape]`; files named `photos` land in `form.files`."""

    async def read(request: Request) -> Form[T]:
        sent = await request.form()
        form = Form(shape, _typed(shape, sent))
        form.files = [
            await file.read() for file in sent.getlist("photos") if isinstance(file, UploadFile) and file.size
        ]
        return form

    return read


def query_of(shape: type[T]) -> Callable[[Request], Awaitable[Form[T]]]:
    """The same for the filters in an address."""

    async def read(request: Request) -> Form[T]:
        sent = request.query_params
        return Form(shape, {name: value for name, value in sent.items() if name in shape.model_fields})

    return read


def _typed(shape: type[BaseModel], sent: FormData) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in sent:
        field = shape.model_fields.get(name)
        is_list = field is not None and get_origin(field.annotation) is list
        values = [value for value in sent.getlist(name) if isinstance(value, str)]
        if values:
            found[name] = [value for value in values if value] if is_list else values[-1]
    return found
