"""The JSON door."""

from app.routers.api import calendar, docs, photos, search, service_day_roster, service_days, ticket_moves, tickets, visits

ROUTERS = (
    tickets.router, ticket_moves.router, photos.router,
    service_days.router,
    service_day_roster.router,
    visits.router,
    calendar.router,
    search.router,
    docs.router,
)
