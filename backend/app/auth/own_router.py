"""One's own account: profile, password, devices."""

from typing import Annotated

from fastapi import Request, Response

from app.auth import account, repository, transport
from app.auth.deps import Allow, SignedIn
from app.auth.home import HomeRead, HomeWrite
from app.auth.limits import Attempts
from app.auth.permissions import P
from app.auth.profile import Profile
from app.auth.schemas import (
    ChangePassword,
    Logout,
    Me,
    MeReplace,
    MeUpdate,
    SessionOut,
    Sessions,
    SwitchTheater,
    Tokens,
)
from app.auth.sessions import Ending
from app.auth.sessions import Sessions as Families
from app.auth.signin import switch_theater as switch
from app.kit import clock
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.routing import router as make_router
from app.kit.schemas import Id

router = make_router("/auth", "auth")


def _forget(request: Request, *sids: str | None) -> None:
    """Ended sessions are refused at once by this process, within a second by the others."""
    for sid in sids:
        if sid is not None:
            request.app.state.principals.forget(sid)


@router.get("/me")
async def get_me(ctx: SignedIn, uow: HomeRead, response: Response) -> Me:
    profile = Profile(uow)
    user = await profile.get()
    versioned(response, user.version)
    return await profile.me(user, ctx.theater_id)


@router.put("/me")
async def replace_me(
    body: MeReplace, version: RequiredIfMatch, ctx: SignedIn, uow: HomeWrite, response: Response
) -> Me:
    profile = Profile(uow)
    user = await profile.replace(body, version)
    versioned(response, user.version)
    return await profile.me(user, ctx.theater_id)


@router.patch("/me")
async def update_me(
    body: MeUpdate, version: IfMatch, ctx: SignedIn, uow: HomeWrite, response: Response
) -> Me:
    """Preferences merge by key; null removes one."""
    profile = Profile(uow)
    user = await profile.update(body, version)
    versioned(response, user.version)
    return await profile.me(user, ctx.theater_id)


@router.post("/change-password", status_code=204)
async def change_password(
    body: ChangePassword, request: Request, ctx: SignedIn, uow: HomeWrite
) -> None:
    assert ctx.user_id is not None
    await Attempts(request.app.state.limiter).password_check(ctx.user_id)
    ended = await account.change_password(uow, request.app.state.settings, body)
    _forget(request, *ended)


@router.post("/logout", status_code=204)
async def logout(
    request: Request,
    response: Response,
    ctx: SignedIn,
    uow: HomeWrite,
    body: Logout | None = None,
) -> None:
    """Ends this session, or all of them."""
    families = Families(uow, request.app.state.settings)
    assert ctx.user_id is not None
    if body is not None and body.all:
        _forget(request, *await families.end_all(ctx.user_id, Ending.LOGOUT_ALL))
    elif ctx.session_id is not None:
        family = await repository.find_session(uow.session, ctx.session_id)
        await families.end([family] if family else [], Ending.LOGOUT)
        _forget(request, ctx.session_id)
    await uow.audit("logout", "user", ctx.user_id)
    transport.drop_refresh(response, request.app.state.settings)


@router.get("/sessions")
async def list_sessions(ctx: SignedIn, uow: HomeRead) -> Sessions:
    assert ctx.user_id is not None
    live = await repository.live_sessions(uow.session, ctx.user_id, clock.now(), limit=200)
    return Sessions(
        items=[
            SessionOut.model_validate(
                {name: getattr(one, name) for name in SessionOut.model_fields if name != "current"}
                | {"current": one.public_id == ctx.session_id}
            )
            for one in live
        ]
    )


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session(session_id: Id, request: Request, ctx: SignedIn, uow: HomeWrite) -> None:
    """Signs one own device out."""
    assert ctx.user_id is not None
    live = await repository.live_sessions(uow.session, ctx.user_id, clock.now())
    chosen = [family for family in live if family.id == session_id]
    if not chosen:
        raise NotFound
    await Families(uow, request.app.state.settings).end(chosen, Ending.ENDED_BY_USER)
    await uow.audit("session_end", "user", ctx.user_id)
    _forget(request, chosen[0].public_id)


@router.post("/switch-theater")
async def switch_theater(
    body: SwitchTheater,
    request: Request,
    ctx: Annotated[Context, Allow(P.THEATER_CREATE)],
    uow: HomeWrite,
) -> Tokens:
    """A superuser works in another theatre from now on; the journal of both says so."""
    issued = await switch(uow, request.app.state.settings, body.theater_id)
    _forget(request, ctx.session_id)
    return issued.body(request.app.state.settings, with_refresh=False)
