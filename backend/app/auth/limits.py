"""How often sign-in may be tried. Longer windows behind the first make waiting grow with stubborn
attempts, and all of them end: an account is never locked for good.

A browser that has signed in to the account before counts by itself, so an attacker who uses up the
account's attempts does not shut its owner out.
"""

import hashlib
from collections import Counter
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


# Sign-ins of an address that this process is looking at, each of which may yet turn out wrong.
_open: Counter[str] = Counter()


class Attempts:
    """Attempts on an account are counted before they are evaluated, so parallel ones cannot slip
    through, and forgotten when one is right. Of an address only the wrong ones count: a theatre
    of a hundred people signs in from one.
    """

    def __init__(self, limiter: RateLimiter) -> None:
        self._limiter = limiter

    @asynccontextmanager
    async def login(self, email: str, ip: str | None, device: str | None) -> AsyncIterator[None]:
        """Around the evaluation; whatever refuses inside is a failure of the address."""
        if device is not None:
            await self._count(ACCOUNT, "login-device", device, _mark(email))
            yield
            await self._succeeded(email, device)
            return
        address = ip or ""
        _open[address] += 1
        place = _open[address]
        try:
            await self._leave_room(address, place)
            await self._count(ACCOUNT, "login", _mark(email))
            yield
        except NotAuthenticated:
            for limit in ADDRESS:
                await self._limiter.note(limit, "login-ip", address)
            raise
        finally:
            _open[address] -= 1
            if not _open[address]:
                del _open[address]
        await self._succeeded(email, None)

    async def _leave_room(self, address: str, place: int) -> None:
        """Those before us may all turn out wrong; what has is noted before it leaves its place."""
        for limit in ADDRESS:
            spare = await self._limiter.spare(limit, "login-ip", address)
            if spare <= 0:
                await self._limiter.refuse(limit, "login-ip", address)
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
        await self._limiter.check_here(PUBLIC, "public", ip or "")

    async def _count(self, limits: tuple[str, ...], *key: str) -> None:
        for limit in limits:
            await self._limiter.check(limit, *key)
