"""The JSON door."""

from app.routers.api import admin, admin_rules, calendar, docs, enterprises, me, metrics, photos, project_stages, projects, search, service_day_roster, service_days, task_forces, ticket_moves, tickets, visits

ROUTERS = (
    tickets.router, ticket_moves.router, photos.router,
    service_days.router,
    service_day_roster.router,
    visits.router,
    calendar.router,
    metrics.router,
    projects.router,
    project_stages.router,
    enterprises.router,
    enterprises.places,
    search.router,
    docs.router,
    me.router,
    admin.router,
    admin_rules.router,
    task_forces.router,
    task_forces.departments,
)
