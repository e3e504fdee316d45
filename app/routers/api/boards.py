"""The two boards as JSON: one person's day and the war chart, with what their pages show."""

from app.models.board_shapes import Today, Wall
from app.queries import today as day
from app.queries import wall as chart
from app.web.deps import WorkDep
from app.web.door import api_router

router = api_router("", "boards")


@router.get("/today")
def today(work: WorkDep) -> Today:
    """What waits for you today, by your role; parts that your role has no use for are empty."""
    return day.of(work.session, work.actor, work.now, work.zone.time_zone)


@router.get("/wall")
def wall(work: WorkDep) -> Wall:
    """The war chart as of now, of what you may see."""
    return chart.of(work.session, work.actor, work.now, work.zone.time_zone)
