"""Logs: JSON, one line an event, UTC. No names, no secrets: ids, templates, redacted paths (reliability R79)."""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

# Tokens of feeds and links, names of photos: ids and words of our own addresses are all shorter.
_SECRET = re.compile(r"[^/.?&=]{20,}")
_PATH_AT_MOST = 200
# These tell whole addresses, secrets and all; Apprise even those that it refuses.
_TALKATIVE = {"alembic": "WARNING", "httpx": "WARNING", "httpx2": "WARNING", "apprise": "CRITICAL"}


def redacted(path: str) -> str:
    """A path that can be logged: without query, and with *** for everything that could be a token."""
    return _SECRET.sub("***", path.partition("?")[0])[:_PATH_AT_MOST]


def configure(level: str, out: TextIO | None = None) -> None:
    """Send everything, uvicorn's own lines included, to `out` (stdout). JSON escapes control characters."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(level, logging.INFO)),
        cache_logger_on_first_use=False,
    )
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=True),
    ]
    handler = logging.StreamHandler(out or sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=last, foreign_pre_chain=shared))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for talkative, least in _TALKATIVE.items():
        logging.getLogger(talkative).setLevel(least)


def _redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    if "path" in event:
        event["path"] = redacted(str(event["path"]))
    return event
