"""Families of refresh tokens: opened by a sign-in, rotated by each refresh, ended for many reasons.

A refresh token works once. Its child is derived from it, so that the retry of a request whose
answer was lost gets the same child, and no second branch can exist. Any other use of a spent token
means that it was copied: the family dies.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.auth import repository
from app.auth.events import RefreshReplayed
from app.auth.models import AuthSession, RefreshToken
from app.core.config import Settings
from app.kit import clock, security
from app.kit.uow import Uow

# A deviation from strict single use, for browsers only: two tabs, or an answer lost on the way.
GRACE = {"web": timedelta(seconds=10), "api": timedelta(0)}


class Ending(StrEnum):
    """Why a session ended."""

    LOGOUT = "logout"
    LOGOUT_ALL = "logout_all"
    ENDED_BY_USER = "ended_by_user"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a reason
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a reason
    DEACTIVATED = "deactivated"
    REPLAYED = "replayed"
    IDLE = "idle"


@dataclass(frozen=True)
class Caller:
    """The device that signs in."""

    ip: str | None
    device: str | None


@dataclass(frozen=True)
class Opened:
    family: AuthSession
    token: str
    expires_at: datetime


class Sessions:
    def __init__(self, uow: Uow, settings: Settings) -> None:
        self.uow = uow
        self.session = uow.session
        self._key = settings.jwt_secret_key.get_secret_value()
        self._idle = timedelta(days=settings.jwt_refresh_token_expire_days)
        self._absolute = timedelta(days=settings.refresh_absolute_days)

    async def open(self, user_id: int, client: str, caller: Caller) -> Opened:
        """A new family in the user's home theatre."""
        now = clock.now()
        family = AuthSession(
            public_id=secrets.token_hex(16),
            user_id=user_id,
            active_theater_id=self.uow.ctx.theater_id,
            client=client,
            device_info=caller.device,
            ip_address=caller.ip,
            created_at=now,
            last_used_at=now,
            expires_at=now + self._absolute,
        )
        self.session.add(family)
        await self.session.flush()
        return await self._add(family, 1, security.new_token(), now)

    async def rotate(self, token: str, client: str, caller: Caller) -> Opened | None:
        """The child of a refresh token, None when there is no session to continue.

        Returns instead of raising, for a discovered copy must be committed.
        """
        found = await repository.find_refresh(self.session, security.token_hash(token))
        if found is None:
            return None
        family = await repository.lock_family(self.session, found.family_id)
        # Read again under the lock: a parallel request may have spent it meanwhile.
        found = await repository.find_refresh(self.session, found.token_hash)
        now = clock.now()
        if family is None or found is None or family.client != client:
            return None
        if family.revoked_at is not None or family.expires_at <= now:
            return None
        if found.used_at is not None:
            return await self._retried(family, found, token, now, caller)
        if found.expires_at <= now:
            return None
        found.used_at = now
        family.last_used_at = now
        family.ip_address = caller.ip
        return await self._add(family, found.generation + 1, self._child(token), now)

    async def _retried(
        self, family: AuthSession, spent: RefreshToken, token: str, now: datetime, caller: Caller
    ) -> Opened | None:
        assert spent.used_at is not None
        child = await repository.find_refresh(self.session, security.token_hash(self._child(token)))
        in_time = now - spent.used_at < GRACE[family.client]
        if in_time and child is not None and child.used_at is None:
            return Opened(family, self._child(token), child.expires_at)
        await self.end([family], Ending.REPLAYED)
        await self.uow.audit("refresh_replayed", "user", family.user_id)
        self.uow.record(RefreshReplayed(family.user_id, caller.ip, caller.device))
        return None

    async def end(self, families: Collection[AuthSession], reason: Ending) -> None:
        """Access tokens of these sessions are refused from now on."""
        now = clock.now()
        for family in families:
            family.revoked_at = now
            family.revoke_reason = reason
        if families:
            await repository.revoke_tokens(self.session, [family.id for family in families])
        await self.session.flush()

    async def end_all(self, user_id: int, reason: Ending, *, but: str | None = None) -> list[str]:
        """Ends every session of a person, perhaps less the current one; returns their ids."""
        live = await repository.live_sessions(self.session, user_id, clock.now())
        ending = [family for family in live if family.public_id != but]
        await self.end(ending, reason)
        return [family.public_id for family in ending]

    def _child(self, parent: str) -> str:
        return security.derive_token(self._key, "refresh", parent)

    async def _add(self, family: AuthSession, generation: int, token: str, now: datetime) -> Opened:
        expires_at = min(now + self._idle, family.expires_at)
        self.session.add(
            RefreshToken(
                user_id=family.user_id,
                family_id=family.id,
                generation=generation,
                token_hash=security.token_hash(token),
                expires_at=expires_at,
            )
        )
        await self.session.flush()
        return Opened(family, token, expires_at)
