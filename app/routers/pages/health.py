"""Addresses for the machines that watch the service; no transaction, no session, no page."""

from fastapi import APIRouter, Request, Response

from app.web import health

router = APIRouter(include_in_schema=False)


@router.get("/healthz", name="healthz")
def alive() -> Response:
    return health.alive()


@router.get("/readyz", name="readyz")
async def ready(request: Request) -> Response:
    return await health.ready(request)


@router.get("/metrics", name="prometheus")
def numbers(request: Request) -> Response:
    return health.numbers(request)
