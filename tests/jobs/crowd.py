"""One of several processes that share a queue: `crowd.py URL INSTANT`. It says it is ready, and begins when told."""

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from app.core.db import open_engine
from app.core.settings import Settings
from app.core.storage import Folder
from app.domain import jobs
from app.domain.jobs import Task
from app.jobs.acts import Inside
from app.jobs.clockwork import Every, Periodic
from app.jobs.runner import Runner
from app.web.wiring import Wiring

url, instant = sys.argv[1:]
folder, now = Path(tempfile.mkdtemp()), datetime.fromisoformat(instant)


def leave_a_mark(work, name) -> None:
    """Under a key that nobody else uses, so that a second time would show."""
    jobs.enqueue(
        work, Task(f"mark:{name}:{uuid4()}", "none", run_at=datetime.max.replace(tzinfo=now.tzinfo, year=2100))
    )


wiring = Wiring(Settings(data_dir=folder, _env_file=None), open_engine(url), Folder(folder), lambda: now)
clock = Periodic("tick", Every(60), lambda work: leave_a_mark(work, "tick"))
runner = Runner(wiring, {"mark": Inside(lambda work, payload: leave_a_mark(work, payload["name"]))}, [clock])
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
runner.run_once(now)
