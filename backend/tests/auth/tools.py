"""What the tests of sign-in share."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from app.kit import clock
from tests.conftest import Client
from tests.factories import PASSWORD, Person

Work = Callable[[], Awaitable[None]]
WEB = {"X-Requested-With": "kulisa"}


async def sign_in(client: Client, person: Person, **values: Any) -> httpx.Response:
    body = {"email": person.email, "password": PASSWORD, "client": "web", **values}
    return await client.post("/auth/login", json=body)


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
