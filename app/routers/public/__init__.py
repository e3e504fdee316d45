"""The HTML door for people without an account."""

from app.routers.public import calendar_feed

ROUTERS = (calendar_feed.router,)
