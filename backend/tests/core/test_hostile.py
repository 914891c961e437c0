"""Requests as no browser sends them: each gets an answer of its own kind, never a 5xx."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from uvicorn import Config, Server

from app.core import http_protocol
from app.core.http_protocol import HEAD_LIMIT, BoundedHttp
from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.served import serve

Address = tuple[str, int]


@pytest.fixture(scope="module")
def served(
    app_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Address]:
    page = tmp_path_factory.mktemp("spa")
    (page / "index.html").write_text("<!doctype html>the page")
    (page / "assets").mkdir()
    environment = {
        **app_environment,
        "SPA_DIR": str(page),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "RATE_LIMIT_PER_MINUTE": "100000",
    }
    with serve(environment, tmp_path_factory.mktemp("served")) as base:
        split = urlsplit(base)
        yield split.hostname or "", split.port or 0


def ask(address: Address, head: bytes, *, host: bytes | None = b"localhost") -> tuple[int, bytes]:
    """Status and everything that came, over a connection of its own."""
    hosted = b"Host: " + host + b"\r\n" if host is not None else b""
    with closing(socket.create_connection(address, 20)) as line:
        line.sendall(head + b"\r\n" + hosted + b"Connection: close\r\n\r\n")
        return answered(line)


def answered(line: socket.socket) -> tuple[int, bytes]:
    came = b""
    while chunk := line.recv(65_536):
        came += chunk
    return int(came.split(b" ", 2)[1]), came


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"/", 200),
        (b"/inventory/7", 200),
        (b"/a%00b", 200),
        (b"/a%00b.js", 404),
        (b"/" + b"a" * 300, 200),
        (b"/" + b"%d0%b0" * 300 + b".js", 404),
        (b"/assets/" + b"a" * 300, 404),
        (b"/assets/a%00b", 404),
        (b"/..%2f..%2fetc%2fpasswd", 200),
        (b"/%ff%fe", 200),
        (b"/api/v1/inventory/by-number/a%00b", 401),
        (b"/api/v1/" + b"x" * 3000, 404),
    ],
)
def test_no_path_meets_the_disk(served: Address, path: bytes, status: int) -> None:
    got, _ = ask(served, b"GET " + path + b" HTTP/1.1")
    assert got == status


def test_random_paths_and_headers_find_no_fault(served: Address) -> None:
    dice = random.Random(20261130)
    pieces = [
        *b"%00 %ff .. %2e%2e // %d1%91 ; %0d%0a ?q=%00 api/v1 assets inventory [ %5b 0 -1".split(),
        b"api/v1/files/1/content?sig=Li5.x",
        b"a" * 260,
    ]
    names = (
        b"Accept-Language Range If-Match If-None-Match Authorization X-Request-Id "
        b"Idempotency-Key Cookie Origin Content-Type"
    ).split()
    values = (b"", b"\xff\xfe", b"a" * 5000, b"bytes=0-,0-,0-", b'W/"v1"', b"Bearer \xc3\x28")
    for _ in range(300):
        path = b"/" + b"/".join(dice.choices(pieces, k=dice.randint(1, 4)))
        head = b"%s %s HTTP/1.1\r\n%s: %s" % (
            dice.choice([b"GET", b"HEAD", b"POST", b"OPTIONS", b"DELETE"]),
            path,
            dice.choice(names),
            dice.choice(values),
        )
        status, _ = ask(served, head)
        assert status < 500, head


@pytest.mark.parametrize(
    "host",
    [b"[", b"localhost:x", b"a@localhost", b"", b" ", b"\t", b"local host", b"evil.example", None],
)
def test_a_host_that_is_none_gets_400(served: Address, host: bytes | None) -> None:
    assert ask(served, b"GET /api/v1/health/live HTTP/1.1", host=host)[0] == 400


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (b"/health", b"/api/v1/health"),
        (b"/openapi.json", b"/api/v1/openapi.json"),
        (b"/docs", b"/api/v1/openapi.json"),
    ],
)
def test_what_is_of_the_api_is_pointed_to_from_the_root(
    served: Address, path: bytes, target: bytes
) -> None:
    status, came = ask(served, b"GET " + path + b" HTTP/1.1")
    assert status == 307
    assert b"\r\nlocation: " + target + b"\r\n" in came
    assert ask(served, b"GET " + target + b" HTTP/1.1")[0] == 200


def test_two_hosts_get_400_and_one_is_served(served: Address) -> None:
    line = b"GET /api/v1/health/live HTTP/1.1"
    assert ask(served, line + b"\r\nHost: localhost")[0] == 400
    assert ask(served, line)[0] == 200
    assert ask(served, line, host=b"LOCALHOST:8000")[0] == 200


def test_head_is_get_without_the_body(served: Address) -> None:
    get_status, got = ask(served, b"GET /api/v1/health/live HTTP/1.1")
    head_status, head = ask(served, b"HEAD /api/v1/health/live HTTP/1.1")
    assert (get_status, head_status) == (200, 200)
    assert got.endswith(b"}")
    assert head.endswith(b"\r\n\r\n")
    assert b"content-length: 15" in got
    assert b"content-length: 15" in head
    assert ask(served, b"HEAD /api/v1/auth/me HTTP/1.1")[0] == 401
    assert ask(served, b"HEAD /api/v1/nothing HTTP/1.1")[0] == 404
    assert ask(served, b"HEAD /api/v1/auth/login HTTP/1.1")[0] == 405


async def test_head_asks_for_the_same_rights(admin: Client, make: Factory, client: Client) -> None:
    theater = await make.theater()
    item = await make.item(theater, "Кресло")
    assert (await admin.head("/inventory")).status_code == 200
    assert (await admin.head("/inventory")).content == b""
    assert (await admin.head(f"/inventory/{item}")).status_code == 404
    assert (await client.head("/inventory")).status_code == 401


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX-Long: " + b"a" * HEAD_LIMIT,
        b"GET /" + b"a" * HEAD_LIMIT + b" HTTP/1.1",
        b"GET / HTTP/1.1\r\n" + b"\r\n".join(b"X-%d: %s" % (n, b"a" * 1000) for n in range(70)),
    ],
)
def test_a_head_over_64_kb_is_refused(served: Address, head: bytes) -> None:
    assert ask(served, head)[0] == 431


def test_a_head_below_the_limit_and_a_second_request_are_served(served: Address) -> None:
    big = b"GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 60_000
    with closing(socket.create_connection(served, 20)) as line:
        for _ in range(3):
            line.sendall(big + b"\r\n\r\n")
            came = b""
            while not came.endswith(b"}"):
                came += line.recv(65_536)
            assert came.startswith(b"HTTP/1.1 200")


@asynccontextmanager
async def listening(app: object) -> AsyncIterator[Address]:
    """The application in this process, behind its own kind of HTTP."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(
        Config(app, http=BoundedHttp, log_config=None, lifespan="off")  # type: ignore[arg-type]
    )
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:
            await asyncio.sleep(0.01)
        yield listener.getsockname()
    finally:
        server.should_exit = True
        await running


async def test_a_head_that_never_ends_is_closed(
    app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.2)
    async with listening(app) as address:
        for sent in (b"", b"GET / HTTP/1.1\r\nHost: local"):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(sent)
            assert (await asyncio.wait_for(reader.read(), 10)).startswith(b"HTTP/1.1 408")
            writer.close()


async def test_a_body_that_trickles_is_closed_and_frees_its_place(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "BODY_SECONDS", 0.5)
    token = await make.access_token(await make.user(theater, "actor"))
    login = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
    upload = (
        b"POST /api/v1/files/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 40000000\r\n"
        b"Content-Type: multipart/form-data; boundary=x\r\nAuthorization: Bearer "
        + token.encode()
        + b"\r\n"
    )
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    async with listening(app) as address:
        # More rounds than one person has places for uploads.
        for head in (login, upload, upload, upload, upload, upload):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(head + b"\r\n" + (part if b"multipart" in head else b"{"))
            reading = asyncio.create_task(reader.read())
            while not reading.done():
                writer.write(b"x")  # a byte now and then
                await asyncio.sleep(0.05)
            assert reading.result().startswith(b"HTTP/1.1 408"), head
            writer.close()


def test_metrics_are_for_this_machine_unless_a_token_is_set(served: Address) -> None:
    assert ask(served, b"GET /metrics HTTP/1.1")[0] == 200
    passed_on = b"GET /metrics HTTP/1.1\r\nX-Forwarded-For: 203.0.113.7"
    assert ask(served, passed_on)[0] == 404


def test_metrics_want_their_token_where_one_is_set(
    app_environment: dict[str, str], tmp_path: Path
) -> None:
    with serve(
        {**app_environment, "METRICS_TOKEN": "a-token-of-forty-letters-and-more-000000"}, tmp_path
    ) as base:
        split = urlsplit(base)
        address = split.hostname or "", split.port or 0
        line = b"GET /metrics HTTP/1.1"
        assert ask(address, line)[0] == 404
        right = b"\r\nAuthorization: Bearer a-token-of-forty-letters-and-more-000000"
        assert ask(address, line + right)[0] == 200


@pytest.mark.parametrize("number", ["1e20", "-1e20", "9007199254740993", "123456789012345678901"])
async def test_preferences_keep_only_numbers_that_come_back(admin: Client, number: str) -> None:
    body = '{"preferences": {"tables": {"a": {"b": [%s]}}}}'
    headers = {"Content-Type": "application/json"}
    refused = await admin.patch("/auth/me", content=body % number, headers=headers)
    assert refused.status_code == 422
    kept = await admin.patch("/auth/me", content=body % "9007199254740991", headers=headers)
    assert kept.status_code == 200
    assert (await admin.get("/auth/me")).json()["preferences"]["tables"] == {
        "a": {"b": [9007199254740991]}
    }


async def test_a_number_with_a_nul_is_no_fault_of_the_server(admin: Client) -> None:
    answer = await admin.get("/inventory/by-number/a%00b")
    assert answer.status_code in (404, 422)
