import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from tests.auth.smtp import MailServer
from tests.auth.tools import MovedClock, new_client
from tests.conftest import Client
from tests.stack import Stack


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[Client]:
    async with new_client(app) as anonymous:
        yield anonymous


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    return MovedClock(monkeypatch)


@pytest.fixture
async def mail(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, stack: Stack, database: str
) -> AsyncIterator[MailServer]:
    """A real mail server, an application that knows it, and no letters of other tests."""
    stack.run_sql("DELETE FROM queue.pgqueuer", database)
    kept = MailServer()
    server = await asyncio.start_server(kept.serve, "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    for name, value in {
        "email_host": "127.0.0.1",
        "email_port": kept.port,
        "email_use_tls": False,
        "email_from": "Кулиса <noreply@theatre.example>",
        "public_url": "http://kulisa.example",
    }.items():
        monkeypatch.setattr(app.state.settings, name, value)
    yield kept
    server.close()
