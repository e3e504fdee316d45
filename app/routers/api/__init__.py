"""The JSON door."""

from app.routers.api import search, tickets

ROUTERS = (tickets.router, search.router)
