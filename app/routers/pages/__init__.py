"""The HTML door for signed-in people."""

from app.routers.pages import login, search, static, tickets

ROUTERS = (static.router, login.router, tickets.router, search.router)
