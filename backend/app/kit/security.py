"""Password hashing, access tokens, and the hashing of every other token. Nothing else signs."""

import hashlib
import hmac
import secrets
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import anyio
import anyio.to_thread
from jose import JWTError, jwe, jwt

with warnings.catch_warnings():
    # passlib 1.7.4 asks modules for attributes that newer Pythons and argon2-cffi deprecate.
    warnings.simplefilter("ignore", DeprecationWarning)
    from passlib.context import CryptContext

from app.kit import clock

ALGORITHM = "HS256"
ISSUER = "kulisa"
AUDIENCE = "kulisa-api"
MAX_TOKEN_LENGTH = 4096

# OWASP's minimum for argon2id: 19 MiB, two passes, one lane (about 30 ms).
_passwords = CryptContext(
    schemes=["argon2"],
    argon2__type="ID",
    argon2__memory_cost=19_456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)
_hashing = anyio.CapacityLimiter(2)


def _quietly(function: Any, *args: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return function(*args)


# Verified against when there is no such account, so that the answer takes as long as a real one.
_NOBODY = _quietly(_passwords.hash, secrets.token_hex(16))


async def hash_password(password: str) -> str:
    """argon2id, off the event loop, two at a time."""
    return str(
        await anyio.to_thread.run_sync(_quietly, _passwords.hash, password, limiter=_hashing)
    )


def hash_password_now(password: str) -> str:
    """For scripts."""
    return str(_quietly(_passwords.hash, password))


async def verify_password(password: str, hashed: str | None) -> bool:
    """Takes the same time whether the account exists (`hashed` is None otherwise)."""
    matches = await anyio.to_thread.run_sync(
        _quietly, _passwords.verify, password, hashed or _NOBODY, limiter=_hashing
    )
    return bool(matches) and hashed is not None


@dataclass(frozen=True, slots=True)
class AccessClaims:
    user_id: int
    theater_id: int
    session_id: str


def encode_access(
    key: str, claims: AccessClaims, roles: list[str], department: str | None, life: timedelta
) -> str:
    """Roles and department are for the reader of the token; rights come from the database."""
    at: datetime = clock.now()
    payload: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "typ": "access",
        "sub": str(claims.user_id),
        "theater_id": claims.theater_id,
        "sid": claims.session_id,
        "jti": secrets.token_hex(8),
        "iat": int(at.timestamp()),
        "nbf": int(at.timestamp()),
        "exp": int((at + life).timestamp()),
        "role": roles,
    }
    if department:
        payload["department"] = department
    return str(jwt.encode(payload, key, algorithm=ALGORITHM))


def decode_access(key: str, token: str) -> AccessClaims | None:
    """The claims of a valid access token, None for anything else whatever is wrong with it."""
    if len(token) > MAX_TOKEN_LENGTH:
        return None
    try:
        payload = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={
                "require_exp": True,
                "require_iat": True,
                "require_sub": True,
                "require_aud": True,
                "require_iss": True,
            },
        )
        if payload.get("typ") != "access":
            return None
        user_id, theater_id, sid = int(payload["sub"]), payload["theater_id"], payload["sid"]
        if not (isinstance(theater_id, int) and isinstance(sid, str) and len(sid) == 32):
            return None
        return AccessClaims(user_id, theater_id, sid)
    except (JWTError, KeyError, TypeError, ValueError, RecursionError):
        return None


def new_token() -> str:
    """256 random bits for refresh, reset and invitation links; only the hash is stored."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def derive_token(key: str, purpose: str, parent: str) -> str:
    """The one child of a token: a retried refresh gets the same child, so no fork exists."""
    return hmac.new(key.encode(), f"{purpose}:{parent}".encode(), hashlib.sha256).hexdigest()


def seal(key: str, text: bytes) -> bytes:
    """Encrypted for ourselves: what must be kept and may not be read where it is kept."""
    return bytes(jwe.encrypt(text, _sealing(key), encryption="A256GCM", algorithm="dir"))


def unseal(key: str, sealed: bytes) -> bytes:
    return bytes(jwe.decrypt(sealed, _sealing(key)) or b"")


def _sealing(key: str) -> bytes:
    return hmac.new(key.encode(), b"seal", hashlib.sha256).digest()
