"""The HTML door for signed-in people."""

from app.routers.pages import docs, health, login, photos, search, static, ticket_moves, tickets

ROUTERS = (static.router, login.router, tickets.router, ticket_moves.router, photos.router, search.router, docs.router, health.router)
