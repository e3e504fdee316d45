"""The application: routers, handlers, static files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from app.core import logs
from app.core.db import open_engine, transaction
from app.core.settings import Jobs, Settings
from app.core.storage import Folder
from app.jobs.runner import Runner
from app.queries import rules
from app.routers import api, pages, public
from app.web import errors
from app.web.deps import clock
from app.web.guard import Guard
from app.web.head import Head
from app.web.limits import Limits
from app.web.observe import Metrics, Observe
from app.web.wiring import Wiring


def create_app(wiring: Wiring | None = None) -> FastAPI:
    """The whole service. `wiring` is given by tests and the command line; else it is made from the environment."""
    wiring = wiring or wire(Settings())
    metrics = Metrics()
    app = FastAPI(
        title="Zhuanban",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=beside,
        middleware=[
            Middleware(Head),
            Middleware(Observe, metrics=metrics),
            Middleware(Guard, settings=wiring.settings),
            Middleware(Limits, settings=wiring.settings),
            Middleware(GZipMiddleware, minimum_size=800),
        ],
    )
    app.state.wiring, app.state.metrics, app.state.patterns = wiring, metrics, {}
    errors.install(app)
    # Pages come first: of two routes with one name a link means the page, never its JSON twin.
    for router in (*pages.ROUTERS, *public.ROUTERS, *api.ROUTERS):
        # Put in flat: included routers are asked one after the other whether the address is theirs.
        app.router.routes.extend(router.routes)
    return app


@asynccontextmanager
async def beside(app: FastAPI) -> AsyncIterator[None]:
    """Background work runs beside the requests, unless JOBS=off leaves it to `zhuanban work`."""
    runner = Runner(app.state.wiring)
    if runner.wiring.settings.jobs is Jobs.ON:
        runner.start()
    yield
    await to_thread.run_sync(runner.stop)


def wire(settings: Settings) -> Wiring:
    """The parts of the running service; a demo zone's clock runs behind by its offset."""
    logs.configure(settings.log_level)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    with transaction(engine) as session:
        zone = rules.zone(session)
        offset_s = zone.clock_offset_s if zone else 0
    return Wiring(settings, engine, Folder(settings.data_dir / "files", settings.clamd), clock(offset_s))
