"""Nouns. Importing this package registers every table, which is what Alembic and foreign keys need."""

from app.models import (
    answer,
    enterprise,
    event,
    org,
    photo,
    project,
    search,
    service_day,
    stated,
    ticket,
    user,
    visit,
    zone,
)

__all__ = [
    "answer",
    "enterprise",
    "event",
    "org",
    "photo",
    "project",
    "search",
    "service_day",
    "stated",
    "ticket",
    "user",
    "visit",
    "zone",
]
