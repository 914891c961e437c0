"""Sign-in for people and programs. Nothing here needs to know the theatre beforehand."""

from fastapi import Request, Response

from app.auth import account, transport
from app.auth.deps import Public, client_ip, database
from app.auth.front import FrontDoor
from app.auth.limits import Attempts
from app.auth.schemas import Front, Login, Options, Refresh, ResetConfirm, ResetRequest, Tokens
from app.auth.signin import Issued, SignIn
from app.core.config import VERSION, Settings
from app.kit.context import Context
from app.kit.errors import NotAuthenticated
from app.kit.routing import router as make_router

router = make_router("/auth", "auth")


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _attempts(request: Request) -> Attempts:
    return Attempts(request.app.state.limiter)


def _sign_in(request: Request) -> SignIn:
    state = request.state
    return SignIn(
        database(request),
        _settings(request),
        transport.caller_of(request),
        state.request_id,
        state.locale,
    )


def _nobody(request: Request) -> Context:
    """The context of a job that has yet to find out whose it is; it can touch no tenant row."""
    state = request.state
    return Context(
        theater_id=0, request_id=state.request_id, ip=client_ip(request), locale=state.locale
    )


def _answer(response: Response, settings: Settings, issued: Issued, *, web: bool) -> Tokens:
    """The refresh token leaves by one way only."""
    if web:
        transport.put_refresh(response, settings, issued.refresh_token, issued.refresh_until)
    return issued.body(settings, with_refresh=not web)


@router.get("/options", dependencies=[Public])
async def get_auth_options(request: Request) -> Options:
    return Options(password_reset=_settings(request).email_host is not None, version=VERSION)


@router.get("/front", dependencies=[Public])
async def get_auth_front(request: Request) -> Front:
    """The theatre's name and tonight's show, where there is one theatre to name."""
    await _attempts(request).public(client_ip(request))
    front: FrontDoor = request.app.state.front
    return await front.get()


@router.post("/login", dependencies=[Public], responses={401: {}})
async def login(body: Login, request: Request, response: Response) -> Tokens:
    """`client: api` gets the refresh token in the body, `web` in an HttpOnly cookie."""
    settings, attempts = _settings(request), _attempts(request)
    web = body.client == "web"
    if web:
        transport.check_origin(request, settings)
    device = transport.known_device(request, settings, body.email)
    async with attempts.login(body.email, client_ip(request), device):
        issued = await _sign_in(request).login(body.email, body.password, body.client)
    if web and device is None:
        transport.put_device(response, settings, transport.device_mark(settings, body.email))
    return _answer(response, settings, issued, web=web)


@router.post("/refresh", dependencies=[Public], responses={401: {}, 403: {}})
async def refresh_tokens(body: Refresh, request: Request, response: Response) -> Tokens:
    """Rotates the refresh token; using a spent one again ends the whole session."""
    settings = _settings(request)
    await _attempts(request).public(client_ip(request))
    if body.refresh_token is not None:
        issued = await _sign_in(request).refresh(body.refresh_token, "api")
        return _answer(response, settings, issued, web=False)
    transport.check_origin(request, settings)
    transport.check_script(request)
    token = transport.refresh_cookie(request, settings)
    if token is None:
        raise NotAuthenticated
    issued = await _sign_in(request).refresh(token, "web")
    return _answer(response, settings, issued, web=True)


@router.post("/password-reset", dependencies=[Public], status_code=202)
async def request_password_reset(body: ResetRequest, request: Request) -> Response:
    """Mails a link if the address belongs to an account; the answer does not tell."""
    await _attempts(request).reset(body.email, client_ip(request))
    await account.ask_reset(database(request), _settings(request), _nobody(request), body.email)
    return Response(status_code=202)


@router.post("/password-reset/confirm", dependencies=[Public], status_code=204)
async def confirm_password_reset(body: ResetConfirm, request: Request) -> None:
    await _attempts(request).reset_confirm(client_ip(request))
    ended = await account.confirm_reset(
        database(request), _settings(request), _nobody(request), body
    )
    for sid in ended:
        request.app.state.principals.forget(sid)
