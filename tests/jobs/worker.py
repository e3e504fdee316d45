"""A process of its own that does what is due once: `worker.py URL INSTANT MAIL_PORT [LETTERS]`.

With a number it is killed by the system just before it queues so many letters plus one: as a power cut would do it.
"""

import os
import signal
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from app.core.db import open_engine
from app.core.settings import Settings, SmtpSecurity
from app.core.storage import Folder
from app.jobs.runner import Runner
from app.web.wiring import Wiring

url, instant, port, *rest = sys.argv[1:]
folder, now, engine = Path(tempfile.mkdtemp()), datetime.fromisoformat(instant), open_engine(url)
queued = 0


def _before(_connection, _cursor, statement, values, *_more) -> None:
    global queued  # noqa: PLW0603  the process ends with it
    if statement.startswith("INSERT INTO job") and "mail" in map(str, getattr(values, "values", lambda: values)()):
        queued += 1
        if queued > int(rest[0]):
            os.kill(os.getpid(), signal.SIGKILL)


if rest:
    event.listen(engine, "before_cursor_execute", _before)
settings = Settings(
    data_dir=folder,
    base_url="https://zone.example",
    allowed_targets="127.0.0.1",
    smtp_host="127.0.0.1",
    smtp_port=int(port),
    smtp_security=SmtpSecurity.INSECURE,
    mail_from="service@zone.example",
    _env_file=None,
)
Runner(Wiring(settings, engine, Folder(folder), lambda: now)).run_once(now)
