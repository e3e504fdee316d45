"""Nouns. Importing this package registers every table, which is what Alembic and foreign keys need."""

from app.models import (
    answer,
    common_problem,
    consultation,
    enterprise,
    event,
    org,
    photo,
    project,
    search,
    service_day,
    stated,
    ticket,
    ticket_time,
    user,
    visit,
    zone,
)

__all__ = [
    "answer",
    "common_problem",
    "consultation",
    "enterprise",
    "event",
    "org",
    "photo",
    "project",
    "search",
    "service_day",
    "stated",
    "ticket",
    "ticket_time",
    "user",
    "visit",
    "zone",
]
