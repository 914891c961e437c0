"""Access tokens that somebody else made: every one is refused, none breaks the server."""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from jose import jwt

from app.kit import security
from tests.auth.tools import new_client, sign_in
from tests.factories import Factory, Person, TheaterOf


def _part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def forged(token: str, key: str) -> Iterator[tuple[str, str]]:
    """More than sixty variations of a good token."""
    header, payload, signature = token.split(".")
    claims = jwt.get_unverified_claims(token)

    def signed(changes: dict[str, Any], with_key: str = key, algorithm: str = "HS256") -> str:
        changed = {**claims, **changes}
        kept = {name: value for name, value in changed.items() if value is not ...}
        return str(jwt.encode(kept, with_key, algorithm=algorithm))

    for alg in ("none", "None", "NONE", "nOnE", "", "HS384", "RS256", "ES256", "PS256", "EdDSA"):
        head = _part({"alg": alg, "typ": "JWT"})
        yield f"alg {alg}", f"{head}.{payload}.{signature}"
        yield f"alg {alg} unsigned", f"{head}.{payload}."
    for bad in ("x" * 64, "", "secret", key[:-1], key.upper()):
        if bad:
            yield f"key {bad[:6]}", signed({}, bad)
    for name in ("HS384", "HS512"):
        yield f"swapped {name}", signed({}, algorithm=name)
    for extra in (
        {"kid": "../../../../dev/null"},
        {"kid": "' UNION SELECT 'x"},
        {"jwk": {"kty": "oct", "k": _part(b"x" * 32)}},
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example/cert"},
        {"crit": ["exp"]},
    ):
        headers: dict[str, Any] = {"alg": "HS256", "typ": "JWT", **extra}
        yield (
            f"header {next(iter(extra))}",
            str(jwt.encode(claims, "x" * 64, algorithm="HS256", headers=headers)),
        )
    now = int(time.time())
    claimed: dict[str, list[Any]] = {
        "exp": [now - 1, 0, -1, "x", None, ...],
        "nbf": [now + 3600, "x"],
        "iat": ["x", ...],
        "iss": ["evil", "", None, ...],
        "aud": ["evil", "", None, ..., ["evil"]],
        "typ": ["refresh", "reset", "ws", "file", "ics", "", None, ...],
        "sub": ["0", "-1", "x", "1e3", str(2**70), None, ..., str(int(claims["sub"]) + 1)],
        "sid": ["0" * 32, "x", "", 7, None, ..., "%" * 32],
        "theater_id": ["1", None, ..., [1]],
    }
    for name, values in claimed.items():
        for value in values:
            yield f"{name}={value}", signed({name: value})
    for position in (0, len(signature) // 2, len(signature) - 2):
        other = "A" if signature[position] != "A" else "B"
        broken = signature[:position] + other + signature[position + 1 :]
        yield f"signature {position}", f"{header}.{payload}.{broken}"
    yield "edited role", f"{header}.{_part({**claims, 'role': ['admin']})}.{signature}"
    yield "edited theatre", f"{header}.{_part({**claims, 'theater_id': 1})}.{signature}"
    twice = b'{"sub":"1","sub":"' + claims["sub"].encode() + b'"}'
    yield "duplicate keys", f"{header}.{_part(twice)}.{signature}"
    for text in ("", "x", "..", "a.b", "a.b.c.d", "null", "Bearer", "é", "." * 100):
        yield f"nonsense {text[:5]}", text
    yield "one megabyte", f"{header}.{'A' * 1_000_000}.{signature}"
    yield "deep", f"{header}.{_part(b'[' * 3000)}.{signature}"


@pytest.fixture
async def person(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "admin")


async def test_every_forged_token_is_refused(app: FastAPI, person: Person) -> None:
    key = app.state.settings.jwt_secret_key.get_secret_value()
    async with new_client(app) as client:
        answer = await sign_in(client, person, client="api")
        good = answer.json()["access_token"]
        tokens = list(forged(good, key))
        tokens.append(("refresh token", answer.json()["refresh_token"]))
        tokens.append(("derived", security.derive_token(key, "refresh", "x")))
        assert len(tokens) >= 60
        let_in = []
        for name, token in tokens:
            header = [(b"authorization", b"Bearer " + token.encode())]
            status = (await client.get("/auth/me", headers=header)).status_code
            if status != 401:
                let_in.append((name, status))
        assert let_in == []
        fine = await client.get("/auth/me", headers={"Authorization": f"Bearer {good}"})
        assert fine.status_code == 200


@pytest.mark.parametrize("scheme", ["", "Basic", "Token", "bearer  "])
async def test_only_bearer_counts(app: FastAPI, person: Person, scheme: str) -> None:
    async with new_client(app) as client:
        answer = await client.get("/auth/me", headers={"Authorization": f"{scheme} x.y.z".strip()})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
