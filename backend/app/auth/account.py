"""Changing and resetting one's own password."""

from app.auth import repository
from app.auth.passwords import check_password
from app.auth.profile import Profile
from app.auth.schemas import ChangePassword, ResetConfirm
from app.auth.sessions import Ending, Sessions
from app.core.config import Settings
from app.kit import clock, jobs, security
from app.kit.context import Context
from app.kit.errors import Conflict, Invalid
from app.kit.session import Database
from app.kit.uow import Uow

RESET_ASKED = "auth.reset_asked"


async def change_password(uow: Uow, settings: Settings, body: ChangePassword) -> list[str]:
    """Other devices are signed out; returns the ids of their sessions."""
    user = await Profile(uow).get()
    if not await security.verify_password(body.current_password, user.hashed_password):
        raise Invalid.field("current_password", "password_wrong")
    if body.new_password == body.current_password:
        raise Invalid.field("new_password", "password_same")
    check_password(body.new_password, user.email)
    hashed = await security.hash_password(body.new_password)
    await repository.set_quietly(uow.session, user.id, hashed_password=hashed)
    await repository.use_up_resets(uow.session, user.id, clock.now())
    await uow.audit("password_change", "user", user.id)
    return await Sessions(uow, settings).end_all(
        user.id, Ending.PASSWORD_CHANGED, but=uow.ctx.session_id
    )


async def ask_reset(db: Database, settings: Settings, ctx: Context, email: str) -> None:
    """A job looks the address up, so the answer is the same whether it belongs to anybody."""
    if settings.email_host is None:
        raise Conflict("auth.reset_off")
    async with db.anonymous() as session:
        await jobs.enqueue(session, ctx, RESET_ASKED, {"email": email})


async def confirm_reset(
    db: Database, settings: Settings, ctx: Context, body: ResetConfirm
) -> list[str]:
    """Sets the password by a mailed link and ends every session; returns their ids."""
    token_hash = security.token_hash(body.token)
    async with db.anonymous() as session:
        theater_id = await repository.reset_theater(session, token_hash)
    if theater_id is None:
        raise Invalid.field("token", "reset_link")
    home = Context(theater_id=theater_id, request_id=ctx.request_id, ip=ctx.ip, locale=ctx.locale)
    async with db.write(home) as uow:
        reset = await repository.lock_reset(uow.session, token_hash)
        if reset is None or reset.used_at is not None or reset.expires_at <= clock.now():
            raise Invalid.field("token", "reset_link")
        user = await repository.get_user(uow.session, reset.user_id, lock=True)
        if user is None or not user.is_active:
            raise Invalid.field("token", "reset_link")
        check_password(body.new_password, user.email)
        hashed = await security.hash_password(body.new_password)
        await repository.set_quietly(uow.session, user.id, hashed_password=hashed, is_verified=True)
        await repository.use_up_resets(uow.session, user.id, clock.now())
        await uow.audit("password_reset", "user", user.id)
        return await Sessions(uow, settings).end_all(user.id, Ending.PASSWORD_RESET)
