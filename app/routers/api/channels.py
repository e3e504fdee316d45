"""Ways out of the house and the queue behind them as JSON, for administrators."""

from fastapi import Response

from app.domain import channels, jobs
from app.models.channel_shapes import ChannelAdd, ChannelChange, ChannelRead, JobRow
from app.queries import channels as stored
from app.queries import jobs as queue
from app.web.accounts import AdminDep
from app.web.api import tagged
from app.web.channels import AllowedDep, ChannelDep, JobDep, SeenChannelDep, TrialWordsDep
from app.web.door import api_router

router = api_router("/channels", "administration")
jobs_router = api_router("/jobs", "administration")


@router.get("")
def index(work: AdminDep) -> list[ChannelRead]:
    return stored.channels(work.session)


@router.post("", status_code=201)
def add(work: AdminDep, allowed: AllowedDep, data: ChannelAdd, response: Response) -> ChannelRead:
    return tagged(response, stored.read(channels.add(work, data, allowed)))


@router.get("/{channel_id}")
def show(row: ChannelDep, response: Response) -> ChannelRead:
    return tagged(response, stored.read(row))


@router.put("/{channel_id}")
def change(
    row: SeenChannelDep, work: AdminDep, allowed: AllowedDep, data: ChannelChange, response: Response
) -> ChannelRead:
    return tagged(response, stored.read(channels.change(work, row, data, allowed)))


@router.post("/{channel_id}/test", status_code=202)
def try_(row: ChannelDep, work: AdminDep, words: TrialWordsDep) -> None:
    channels.try_(work, row, words)


@router.delete("/{channel_id}", status_code=204)
def drop(row: SeenChannelDep, work: AdminDep) -> None:
    channels.drop(work, row)


@jobs_router.get("")
def troubles(work: AdminDep) -> list[JobRow]:
    return queue.in_trouble(work.session)


@jobs_router.post("/{job_id}/retry", status_code=202)
def retry(row: JobDep, work: AdminDep) -> None:
    jobs.retry(work, row)
