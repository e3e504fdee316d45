"""Days and hours as people give them: within a century that calendars know, in the zone's own time."""

from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.core.i18n import N_
from app.core.text import blank_is_none


def _local(value: time) -> time:
    """Hours are the zone's own; a time zone beside them would say something else."""
    if value.tzinfo is not None:
        raise PydanticCustomError("own", N_("Write a time, like 09:30."))
    return value.replace(second=0, microsecond=0)


Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
MaybeDay = Annotated[Day | None, BeforeValidator(blank_is_none)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Hour = Annotated[time, AfterValidator(_local)]
MaybeHour = Annotated[Hour | None, BeforeValidator(blank_is_none)]
