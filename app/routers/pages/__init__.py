"""The HTML door for signed-in people."""

from app.routers.pages import admin, admin_org, admin_rules, docs, health, login, photos, search, settings, static, task_forces, ticket_moves, tickets

ROUTERS = (static.router, login.router, settings.router, admin.router, admin_org.router, admin_rules.router, task_forces.router, tickets.router, ticket_moves.router, photos.router, search.router, docs.router, health.router)
