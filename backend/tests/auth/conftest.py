from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from tests.auth.tools import MovedClock, new_client
from tests.conftest import Client


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[Client]:
    async with new_client(app) as anonymous:
        yield anonymous


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    return MovedClock(monkeypatch)
