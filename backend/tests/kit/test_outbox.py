"""Events and jobs: told after the commit, never without it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from app.kit import events, jobs
from app.kit.events import Event
from app.kit.jobs import JobContext
from tests.factories import Factory, TheaterOf

Work = Callable[[], Awaitable[None]]
heard: list[tuple[int, str]] = []


@dataclass(frozen=True)
class BellRang(Event):
    who: str


@events.on(BellRang)
async def listen(context: JobContext, event: BellRang) -> None:
    heard.append((context.ctx.theater_id, event.who))


async def test_a_committed_event_reaches_its_subscriber_once(
    make: Factory, theater: TheaterOf, work: Work
) -> None:
    async with make.db.write(theater.ctx) as uow:
        uow.record(BellRang(who="первый"))
    assert (theater.id, "первый") not in heard
    await work()
    await work()
    assert heard.count((theater.id, "первый")) == 1


async def test_an_event_of_undone_work_reaches_nobody(
    make: Factory, theater: TheaterOf, work: Work
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with make.db.write(theater.ctx) as uow:
            uow.record(BellRang(who="отменённый"))
            await uow.finish()
            raise ZeroDivisionError
    await work()
    assert (theater.id, "отменённый") not in heard


async def test_an_unknown_job_is_refused_at_once(make: Factory, theater: TheaterOf) -> None:
    async with make.db.write(theater.ctx) as uow:
        with pytest.raises(RuntimeError, match="unknown job"):
            await jobs.enqueue(uow.session, theater.ctx, "no.such.job", {})
