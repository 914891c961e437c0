"""How often sign-in may be tried. Longer windows behind the first make waiting grow with stubborn
attempts, and all of them end: an account is never locked for good.

A browser that has signed in to the account before counts by itself, so an attacker who uses up the
account's attempts does not shut its owner out.
"""

import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.kit.errors import NotAuthenticated, TooMany
from app.kit.ratelimit import RateLimiter

ACCOUNT = ("10/15 minutes", "30/3 hours", "60/1 day")
ADDRESS = ("50/15 minutes", "200/3 hours", "600/1 day")
RESETS_OF_ACCOUNT = ("3/15 minutes", "10/1 day")
RESETS_OF_ADDRESS = ("20/15 minutes", "100/1 day")
PASSWORD_CHECKS = ("10/15 minutes",)
PUBLIC = "600/1 minute"
# As long as an evaluation may take when many sign in at once.
OPEN_S = 3


def _mark(email: str) -> str:
    """Addresses of people do not lie in Redis."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:32]


class Attempts:
    """Wrong sign-ins count, of an account and of an address: a theatre of a hundred people signs in
    from one, and nobody is shut out by a database that was away. One that is being evaluated keeps
    a place, over all processes, so parallel ones cannot slip through.
    """

    def __init__(self, limiter: RateLimiter) -> None:
        self._limiter = limiter

    @asynccontextmanager
    async def login(self, email: str, ip: str | None, device: str | None) -> AsyncIterator[None]:
        """Around the evaluation; whatever refuses inside is a failure."""
        counted: list[tuple[tuple[str, ...], tuple[str, ...]]]
        if device is not None:
            counted = [(ACCOUNT, ("login-device", device, _mark(email)))]
        else:
            counted = [(ADDRESS, ("login-ip", ip or "")), (ACCOUNT, ("login", _mark(email)))]
        places: list[tuple[str, ...]] = []
        mark = secrets.token_hex(8)
        try:
            for limits, key in counted:
                places.append(key)
                await self._leave_room(limits, key, await self._limiter.enter(mark, *key))
            yield
        except NotAuthenticated:
            for limits, key in counted:
                for limit in limits:
                    await self._limiter.note(limit, *key)
            raise
        finally:
            for key in places:
                await self._limiter.leave(mark, *key)
        await self._succeeded(email, device)

    async def _leave_room(self, limits: tuple[str, ...], key: tuple[str, ...], place: int) -> None:
        """Those before us may all turn out wrong; what has is noted before it leaves its place."""
        for limit in limits:
            spare = await self._limiter.spare(limit, *key)
            if spare <= 0:
                await self._limiter.refuse(limit, *key)
            if spare < place:
                raise TooMany(OPEN_S)

    async def _succeeded(self, email: str, device: str | None) -> None:
        for limit in ACCOUNT:
            await self._limiter.clear(limit, "login", _mark(email))
            if device is not None:
                await self._limiter.clear(limit, "login-device", device, _mark(email))

    async def reset(self, email: str, ip: str | None) -> None:
        await self._count(RESETS_OF_ADDRESS, "reset-ip", ip or "")
        await self._count(RESETS_OF_ACCOUNT, "reset", _mark(email))

    async def reset_confirm(self, ip: str | None) -> None:
        await self._count(ADDRESS, "reset-confirm", ip or "")

    async def password_check(self, user_id: int) -> None:
        """Somebody at an open session must not guess its password."""
        await self._count(PASSWORD_CHECKS, "password", str(user_id))

    async def public(self, ip: str | None) -> None:
        """Anonymous calls that cost the database something."""
        self._limiter.check_here(PUBLIC, "public", ip or "")

    async def _count(self, limits: tuple[str, ...], *key: str) -> None:
        for limit in limits:
            await self._limiter.check(limit, *key)
