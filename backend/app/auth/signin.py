"""Signing in, refreshing, signing out: units that begin before the theatre is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.auth import repository
from app.auth.profile import Profile
from app.auth.schemas import Me, Tokens
from app.auth.sessions import Caller, Ending, Opened, Sessions
from app.core.config import Settings
from app.kit import clock, jobs, security
from app.kit.context import Context, system_context
from app.kit.errors import NotAuthenticated, NotFound
from app.kit.session import Database, visiting
from app.kit.uow import Uow
from app.users.models import User

FAILED = "auth.login_failed"


@dataclass(frozen=True)
class Issued:
    """Tokens on their way to a client; the router decides how the refresh token travels."""

    me: Me
    access_token: str
    refresh_token: str
    refresh_until: datetime
    sid: str

    def body(self, settings: Settings, *, with_refresh: bool) -> Tokens:
        return Tokens(
            access_token=self.access_token,
            expires_in=settings.jwt_access_token_expire_minutes * 60,
            refresh_token=self.refresh_token if with_refresh else None,
            user=self.me,
        )


class SignIn:
    def __init__(
        self, db: Database, settings: Settings, caller: Caller, request_id: str, locale: str
    ) -> None:
        self._db = db
        self._settings = settings
        self._caller = caller
        self._request_id = request_id
        self._locale = locale

    async def login(self, email: str, password: str, client: str) -> Issued:
        """Raises 401 in the same words and after the same work whatever is wrong."""
        async with self._db.anonymous() as session:
            account = await repository.find_account(session, email)
        right = await security.verify_password(password, account and account.hashed_password)
        if account is None or not right or not account.usable:
            # A job of the worker writes it down, for only real accounts have a journal to write to.
            async with self._db.anonymous() as session:
                payload = {"email": email, "ip": self._caller.ip}
                await jobs.enqueue(session, self._context(0, None), FAILED, payload)
            raise NotAuthenticated("auth.wrong_credentials")
        ctx = self._context(account.theater_id, account.user_id)
        async with self._db.write(ctx) as uow:
            opened = await Sessions(uow, self._settings).open(account.user_id, client, self._caller)
            await repository.set_quietly(uow.session, account.user_id, last_login_at=clock.now())
            await uow.audit("login", "user", account.user_id, {"client": [None, client]})
            user = await repository.get_user(uow.session, account.user_id)
            assert user is not None
            return await issue(uow, self._settings, user, opened)

    async def refresh(self, token: str, client: str) -> Issued:
        async with self._db.anonymous() as session:
            theater_id = await repository.refresh_theater(session, security.token_hash(token))
        if theater_id is None:
            raise NotAuthenticated("auth.session_ended")
        async with self._db.write(self._context(theater_id, None)) as uow:
            opened = await Sessions(uow, self._settings).rotate(token, client, self._caller)
            issued = await self._continue(uow, opened) if opened is not None else None
        # Raised after the commit, which may have ended a copied session.
        if issued is None:
            raise NotAuthenticated("auth.session_ended")
        return issued

    async def _continue(self, uow: Uow, opened: Opened) -> Issued | None:
        user = await repository.get_user(uow.session, opened.family.user_id)
        if user is None or not user.is_active:
            await Sessions(uow, self._settings).end([opened.family], Ending.DEACTIVATED)
            return None
        known = await repository.theaters(
            uow.session, {user.theater_id, opened.family.active_theater_id}
        )
        if not known[user.theater_id]["is_active"]:
            return None
        visited = known.get(opened.family.active_theater_id)
        if visited is None or not visited["is_active"] or not user.is_superuser:
            opened.family.active_theater_id = user.theater_id
        return await issue(uow, self._settings, user, opened)

    def _context(self, theater_id: int, user_id: int | None) -> Context:
        return Context(
            theater_id=theater_id,
            user_id=user_id,
            request_id=self._request_id,
            ip=self._caller.ip,
            locale=self._locale,
        )


async def issue(uow: Uow, settings: Settings, user: User, opened: Opened) -> Issued:
    """An access token for a session, and the person it belongs to."""
    family = opened.family
    me = await Profile(uow).me(user, family.active_theater_id)
    access = security.encode_access(
        settings.jwt_secret_key.get_secret_value(),
        security.AccessClaims(user.id, family.active_theater_id, family.public_id),
        me.roles,
        me.department.code if me.department else None,
        timedelta(minutes=settings.jwt_access_token_expire_minutes),
    )
    return Issued(me, access, opened.token, opened.expires_at, family.public_id)


async def switch_theater(uow: Uow, settings: Settings, theater_id: int) -> Issued:
    """A superuser goes to work in another theatre; both journals say so. `uow` is at home."""
    known = await repository.theaters(uow.session, {theater_id})
    if theater_id not in known or not known[theater_id]["is_active"]:
        raise NotFound
    assert uow.ctx.session_id is not None
    family = await repository.find_session(uow.session, uow.ctx.session_id)
    user = await Profile(uow).get()
    if family is None:
        raise NotAuthenticated("auth.session_ended")
    before, family.active_theater_id = family.active_theater_id, theater_id
    diff = {"theater_id": [before, theater_id]}
    await uow.audit("switch_theater", "user", user.id, diff)
    if theater_id != uow.ctx.theater_id:
        visitor = system_context(theater_id, user.id, uow.ctx.request_id)
        async with visiting(uow.session, visitor):
            await Uow(uow.transaction, visitor, uow.versions).audit("visit", "user", user.id, diff)
    return await issue(uow, settings, user, Opened(family, "", family.expires_at))
