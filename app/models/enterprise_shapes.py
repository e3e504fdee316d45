"""What is asked about enterprises and what is shown of them; both doors share these shapes."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from sqlmodel import SQLModel

from app.core.text import Line, MaybeLine, MaybePhone, MaybeProse, blank_is_none
from app.core.uscc import MaybeUscc
from app.models.enterprise import Occasion, Verb
from app.models.pairing_shapes import ChargeRead
from app.models.project_reads import ProjectRow
from app.models.project_shapes import MaybeWords
from app.models.ticket_shapes import Given, MaybeId, NamedRef


class EnterpriseFacts(Given):
    """What can be changed later by PATCH: only what is sent is changed, null empties a field."""

    name: Line = ""
    name_en: MaybeLine = None
    uscc: MaybeUscc = None
    sector: MaybeLine = None
    address: MaybeLine = None
    park_id: MaybeId = None
    contact_name: MaybeLine = None
    contact_phone: MaybePhone = None
    note: MaybeProse = None


class EnterpriseAdd(EnterpriseFacts):
    """Only the name is required; what is not known stays empty."""

    name: Line


class EnterpriseChange(EnterpriseFacts):
    """PATCH."""


class EnterpriseTyped(EnterpriseChange):
    """A change as its form sends it: the form does not show the whole number, so an empty one leaves it as it is."""

    @model_validator(mode="before")
    @classmethod
    def _kept(cls, given: dict[str, Any]) -> dict[str, Any]:
        phone = given.get("contact_phone")
        is_blank = isinstance(phone, str) and not phone.strip()
        return {name: value for name, value in given.items() if not (is_blank and name == "contact_phone")}


class Reveal(Given):
    """Why the whole number is wanted."""

    occasion: Occasion


class PhoneRead(SQLModel):
    """The whole number; asking for it is written down."""

    contact_name: str | None
    phone: str | None


class EnterpriseRow(SQLModel):
    """One line of a list."""

    id: int
    name: str
    name_en: str | None
    uscc: str | None
    sector: str | None
    park: NamedRef | None
    open_tickets: int
    is_synthetic: bool
    version: int


class EnterpriseRead(EnterpriseRow):
    """One file of one firm; `contact_phone` is masked unless it is the reader's own firm."""

    address: str | None
    contact_name: str | None
    contact_phone: str | None
    note: str | None
    people: list[ChargeRead]
    projects: list[ProjectRow]
    moves: list[Verb]


class PlaceRead(SQLModel):
    """A park or a belt."""

    id: int
    code: str
    name: str
    name_en: str


class EnterpriseFilter(Given):
    """`q`: two characters of the name, its pinyin initials, or the beginning of the credit code."""

    q: MaybeWords = None
    park_id: MaybeId = None
    mine: bool = False
    after: Annotated[Line | None, BeforeValidator(blank_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30
