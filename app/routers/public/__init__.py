"""The HTML door for people without an account."""

from app.routers.public import calendar_feed, demands, evaluations, follow_up

ROUTERS = (calendar_feed.router, demands.router, follow_up.router, evaluations.router)
