"""The facts of the two boards: today, which differs by role, and the war chart."""

from datetime import date, datetime, time
from enum import StrEnum, auto

from sqlmodel import SQLModel

from app.models.metric_shapes import MetricRead, MetricsRead
from app.models.notice_shapes import NoticeRow
from app.models.project import Precision, Stage
from app.models.service_day_shapes import ServiceDayRow
from app.models.ticket_shapes import Light, NamedRef, TicketRow
from app.models.visit_shapes import VisitRow


class NextDay(SQLModel):
    """The service day that comes next; `in_days` zone days from now, 0 today."""

    on_day: date
    starts: time
    ends: time
    theme: str | None
    in_days: int
    stop_count: int


class Lights(SQLModel):
    """How many open tickets stand at each light."""

    red: int
    amber: int
    green: int


class NextStop(SQLModel):
    """Where to go next, and what to know at the gate."""

    visit: VisitRow
    companions: list[str]
    companions_en: list[str]
    last_on: datetime | None
    last_summary: str | None
    open_count: int


class QuietProject(SQLModel):
    """A project in somebody's charge that nobody has updated for a week; `quiet_days` None: never yet."""

    id: int
    name: str
    stage: Stage
    percent: int | None
    quiet_days: int | None


class IdleProject(SQLModel):
    """On the year's list and neither started nor resumed."""

    id: int
    name: str
    reason: str | None
    planned_start_on: date | None


class Today(SQLModel):
    """What waits for one person; parts that a role has no use for stay empty. `todo_count` counts up to 501."""

    on: date
    todo: list[TicketRow] = []
    todo_count: int = 0
    notices: list[NoticeRow] = []
    notice_count: int = 0
    stops: list[VisitRow] = []
    stops_done: int = 0
    next_stop: NextStop | None = None
    quiet: list[QuietProject] = []
    quiet_count: int = 0
    stuck: list[TicketRow] = []
    lights: Lights
    service_day: NextDay | None
    next_day: NextDay | None
    clashes: list[ServiceDayRow] = []
    idle: list[IdleProject] = []
    numbers: MetricsRead | None = None


class Standing(StrEnum):
    """How a project of the chart stands against its plan."""

    STUCK = auto()
    EARLY = auto()
    ON_PLAN = auto()
    LATE = auto()
    NOT_DUE = auto()
    STARTED = auto()


class Bar(SQLModel):
    """A span of the chart in half months: 1 to 24 where it begins, 2 to 25 where it ends."""

    begins: int
    ends: int


class ChartRow(SQLModel):
    """One project of the chart. A date that is only known to lie before a day says so by its precision."""

    id: int
    name: str
    force: str | None
    force_en: str | None
    stage: Stage
    light: Light
    standing: Standing
    early_days: int | None
    planned_on: date | None
    planned_precision: Precision | None
    started_on: date | None
    started_precision: Precision | None
    plan: Bar | None
    real: Bar | None
    pin: int | None
    is_reached: bool


class ForceRate(SQLModel):
    """Started or resumed of the listed projects of one task force; `force` None: not stated whose."""

    force: NamedRef | None
    force_en: str | None
    done: int
    of: int


class Wall(SQLModel):
    """The war chart as of now."""

    at: datetime
    numbers: MetricsRead
    lights: Lights
    next_day: NextDay | None
    chart: list[ChartRow]
    now_column: int
    stuck: list[TicketRow]
    rates: list[ForceRate]

    def number(self, code: str) -> MetricRead:
        return self.numbers.of(code)
