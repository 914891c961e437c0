"""How tokens travel: API clients carry them in bodies, browsers in a cookie no script can read."""

import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import urlsplit

from fastapi import Request, Response

from app.auth.deps import client_ip
from app.auth.sessions import Caller
from app.core.config import Settings
from app.kit import clock
from app.kit.errors import Forbidden
from app.kit.text import clean

REFRESH, DEVICE = "rt", "device"
_YEAR_S = 365 * 86_400


def caller_of(request: Request) -> Caller:
    agent = clean(request.headers.get("user-agent", ""))[:255]
    return Caller(client_ip(request), agent or None)


def cookie_name(settings: Settings, name: str) -> str:
    """`__Host-` binds a cookie to this host, but browsers take it over https only."""
    return f"__Host-{name}" if settings.secure else name


def put_cookie(response: Response, settings: Settings, name: str, value: str, age_s: int) -> None:
    response.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=age_s,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="strict",
    )


def put_refresh(response: Response, settings: Settings, token: str, until: datetime) -> None:
    age = int((until - clock.now()).total_seconds())
    put_cookie(response, settings, REFRESH, token, max(age, 1))


def drop_refresh(response: Response, settings: Settings) -> None:
    put_cookie(response, settings, REFRESH, "", 0)


def refresh_cookie(request: Request, settings: Settings) -> str | None:
    token = request.cookies.get(cookie_name(settings, REFRESH))
    return token if token and len(token) <= 255 else None


def check_origin(request: Request, settings: Settings) -> None:
    """A page of another site must not use the cookie; no Origin means it was no browser's page."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    scheme = urlsplit(settings.public_url).scheme
    own = {settings.public_url, f"{scheme}://{request.headers.get('host', '')}"}
    if origin not in own | set(settings.cors_origins):
        raise Forbidden("auth.foreign_page")


def check_script(request: Request) -> None:
    """A header that a form of another site cannot send."""
    if request.headers.get("x-requested-with", "").lower() != "kulisa":
        raise Forbidden("auth.foreign_page")


def device_mark(settings: Settings, email: str) -> str:
    """Says that this browser has signed in to this account before; opens nothing by itself."""
    nonce = secrets.token_hex(16)
    return f"{nonce}.{_signed(settings, email, nonce)}"


def known_device(request: Request, settings: Settings, email: str) -> str | None:
    """The device's own name in the limits, when it really signed in to this account before."""
    nonce, _, signature = request.cookies.get(cookie_name(settings, DEVICE), "").partition(".")
    if len(nonce) != 32 or not signature.isascii():
        return None
    return nonce if hmac.compare_digest(signature, _signed(settings, email, nonce)) else None


def put_device(response: Response, settings: Settings, mark: str) -> None:
    put_cookie(response, settings, DEVICE, mark, _YEAR_S)


def _signed(settings: Settings, email: str, nonce: str) -> str:
    key = settings.jwt_secret_key.get_secret_value().encode()
    return hmac.new(key, f"device:{nonce}:{email.lower()}".encode(), hashlib.sha256).hexdigest()
