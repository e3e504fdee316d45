"""The JSON door."""

from app.routers.api import tickets

ROUTERS = (tickets.router,)
