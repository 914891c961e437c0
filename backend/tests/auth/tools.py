"""What the tests of sign-in share."""

import itertools
import os
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kit import clock, jobs
from tests.conftest import Client
from tests.factories import PASSWORD, Person
from tests.stack import Stack

Work = Callable[[], Awaitable[None]]
_addresses = itertools.count(int(time.time()) % 60_000)
WEB = {"X-Requested-With": "kulisa"}


def new_client(app: FastAPI, **headers: str) -> Client:
    """A client at an address of its own: the limits count addresses."""
    number = next(_addresses)
    address = f"10.{os.getpid() % 250}.{number // 250 % 250}.{number % 250}"
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50_000)),
        base_url="http://localhost:8000/api/v1",
        headers=headers,
        timeout=30,
    )


async def sign_in(http: Client, person: Person, **values: Any) -> httpx.Response:
    body = {"email": person.email, "password": PASSWORD, "client": "web", **values}
    return await http.post("/auth/login", json=body)


async def run_queued(app: FastAPI, stack: Stack, database: str, name: str) -> None:
    """Runs the queued jobs of one name once, raising what they raise; the queue forgets them.

    Draining the queue would wait for a job that asks to be repeated.
    """
    found = stack.run_sql(
        f"DELETE FROM queue.pgqueuer WHERE entrypoint = '{name}' RETURNING encode(payload, 'hex')",
        database,
    )
    state = app.state
    for line in found.splitlines():
        body = bytes.fromhex(line)
        await jobs.run_envelope(name, body, state.db, state.storage, state.settings)


class MovedClock:
    """The application's clock; the database keeps its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real = clock.now
        self._ahead = timedelta(0)
        monkeypatch.setattr(clock, "now", self.now)

    def now(self) -> datetime:
        return self._real() + self._ahead

    def move(self, **by: float) -> None:
        self._ahead += timedelta(**by)
