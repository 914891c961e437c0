"""What sign-in leaves to the worker: failures to journal, letters to write, old rows to drop."""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, or_, text, update

from app.auth import repository
from app.auth.account import RESET_ASKED
from app.auth.events import RefreshReplayed, ResetOrdered, UserInvited
from app.auth.models import AuthSession, PasswordReset, RefreshToken
from app.auth.sessions import Ending
from app.auth.signin import FAILED
from app.kit import clock, idempotency, mail, security
from app.kit.context import Context, system_context
from app.kit.events import on
from app.kit.jobs import JobContext, cron, job
from app.kit.session import Database
from app.kit.storage import ObjectStore
from app.kit.uow import Uow
from app.users.models import User

RESET_LIFE = timedelta(minutes=30)
# A new colleague opens the letter when they next read their mail.
INVITATION_LIFE = timedelta(hours=24)
KEEP_ENDED = timedelta(days=30)
_PATH, _PURPOSE = "/reset-password", "password-link"
log = structlog.get_logger()


@job(FAILED)
async def note_failure(context: JobContext, payload: dict[str, Any]) -> None:
    """Journals a failed sign-in of an account that exists; the answer could not depend on it."""
    async with context.db.anonymous() as session:
        account = await repository.find_account(session, payload["email"])
    if account is None:
        return
    ctx = Context(
        theater_id=account.theater_id, request_id=context.ctx.request_id, ip=payload["ip"]
    )
    async with context.db.write(ctx) as uow:
        await uow.audit("login_failed", "user", account.user_id)


@job(RESET_ASKED)
async def answer_reset(context: JobContext, payload: dict[str, Any]) -> None:
    async with context.db.anonymous() as session:
        account = await repository.find_account(session, payload["email"])
    if account is not None and account.usable:
        ctx = system_context(account.theater_id, None, context.ctx.request_id)
        await _mail_link(context, ctx, account.user_id, "reset", RESET_LIFE)


@on(UserInvited)
async def invite(context: JobContext, event: UserInvited) -> None:
    await _mail_link(context, context.ctx, event.user_id, "invitation", INVITATION_LIFE)


@on(ResetOrdered)
async def mail_ordered_reset(context: JobContext, event: ResetOrdered) -> None:
    await _mail_link(context, context.ctx, event.user_id, "reset", RESET_LIFE)


@on(RefreshReplayed)
async def warn_of_copy(context: JobContext, event: RefreshReplayed) -> None:
    """Tells the person that somebody else may hold their session."""
    if not mail.is_configured(context.settings):
        return
    async with context.db.write(context.ctx) as uow:
        user = await repository.get_user(uow.session, event.user_id)
        if user is not None and user.is_active:
            params = {"device": event.device or "—", "ip": event.ip or "—"}
            await mail.queue(uow, user.email, "replay", params, language(user))


async def _mail_link(
    context: JobContext, ctx: Context, user_id: int, letter: str, life: timedelta
) -> None:
    """A link works once; an earlier one stops working."""
    if not mail.is_configured(context.settings):
        return
    async with context.db.write(ctx) as uow:
        user = await repository.get_user(uow.session, user_id, lock=True)
        if user is None or not user.is_active:
            return
        nonce = security.new_token()
        token = mail.link_token(context.settings, _PURPOSE, nonce)
        await repository.use_up_resets(uow.session, user_id, clock.now())
        uow.session.add(
            PasswordReset(
                user_id=user_id,
                token_hash=security.token_hash(token),
                expires_at=clock.now() + life,
            )
        )
        await _send_link(uow, user, letter, nonce, life)


async def _send_link(uow: Uow, user: User, letter: str, nonce: str, life: timedelta) -> None:
    minutes = int(life.total_seconds()) // 60
    params: dict[str, str | int] = {
        "name": user.first_name,
        "minutes": minutes,
        "hours": minutes // 60,
    }
    link = {"path": _PATH, "purpose": _PURPOSE, "nonce": nonce}
    await mail.queue(uow, user.email, letter, params, language(user), link=link)


def language(user: User) -> str:
    return str(user.preferences.get("language") or "ru")


@cron("auth.clean_up", "17 * * * *")
async def clean_up(db: Database, storage: ObjectStore, settings: Any) -> None:
    """Ends idle sessions and drops what no longer opens anything; hourly, theatre by theatre."""
    async with db.anonymous() as session:
        ids = (await session.scalars(text("SELECT id FROM theaters_all()"))).all()
    idle = timedelta(days=settings.jwt_refresh_token_expire_days)
    for theater_id in ids:
        async with db.write(system_context(theater_id)) as uow:
            await _clean_theater(uow, idle)
            await idempotency.forget_old(uow.session)


async def _clean_theater(uow: Uow, idle: timedelta) -> None:
    now = clock.now()
    silent = {"synchronize_session": False}
    await uow.session.execute(
        update(AuthSession)
        .where(AuthSession.revoked_at.is_(None), AuthSession.last_used_at < now - idle)
        .values(revoked_at=now, revoke_reason=Ending.IDLE),
        execution_options=silent,
    )
    for statement in (
        delete(RefreshToken).where(RefreshToken.expires_at < now),
        delete(PasswordReset).where(PasswordReset.expires_at < now - KEEP_ENDED),
        delete(AuthSession).where(
            or_(
                AuthSession.expires_at < now - KEEP_ENDED,
                AuthSession.revoked_at < now - KEEP_ENDED,
            )
        ),
    ):
        await uow.session.execute(statement, execution_options=silent)
