"""The macros of templates/ui under one name: ui.row(...), ui.input(form, ...)."""

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment

from app.core import i18n

_TOPICS = (
    "ui/marks.html",
    "ui/presses.html",
    "ui/fields.html",
    "ui/choices.html",
    "ui/photos.html",
    "ui/lists.html",
    "ui/progress.html",
    "ui/notices.html",
    "ui/outbox.html",
)
_MARKS = ("icon", "lamp", "status")
_REMEMBERED = 4096


def load(env: Environment) -> None:
    """What templates know as `ui`; the macros themselves call each other by that name too."""
    ui = SimpleNamespace()
    env.globals["ui"] = ui
    for topic in _TOPICS:
        vars(ui).update(vars(env.get_template(topic).module))
    vars(ui).update({name: _remembered(getattr(ui, name)) for name in _MARKS})


def _remembered(macro: Callable[..., str]) -> Callable[..., str]:
    """A macro that prints the same for the same words in the same language; a list prints it three times a row."""

    @lru_cache(_REMEMBERED, typed=True)  # typed: markup and the same words as plain text are not the same
    def printed(_language: str, *args: Any, **kwargs: Any) -> str:
        return macro(*args, **kwargs)

    return lambda *args, **kwargs: printed(i18n.language.get(), *args, **kwargs)
