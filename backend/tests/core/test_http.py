"""What holds for every answer: headers, limits, languages, problems."""

import string
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from app.kit import i18n
from tests.conftest import Client, new_client

HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "x-request-id",
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200),
        ("GET", "/nothing", 404),
        ("GET", "/auth/me", 401),
        ("DELETE", "/health/live", 405),
        ("GET", "/health?x=1", 422),
        ("GET", "//health", 404),
        ("GET", "/health/", 404),
    ],
)
async def test_headers_and_problems_everywhere(
    client: Client, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert answer.headers["cache-control"] == "no-store"
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request_id"] == answer.headers["x-request-id"]
        assert answer.json()["status"] == status


async def test_problems_speak_the_callers_language(client: Client) -> None:
    russian = await client.get("/nothing", headers={"Accept-Language": "ru-RU,ru;q=0.9"})
    english = await client.get("/nothing", headers={"Accept-Language": "en-GB,en;q=0.9,ru;q=0.1"})
    assert russian.json()["title"] == "Не найдено"
    assert english.json()["title"] == "Not found"


async def test_broken_json_is_told_apart_from_wrong_fields(client: Client) -> None:
    answer = await client.post(
        "/auth/login", content=b'{"email": ', headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "json_broken")


async def test_a_body_over_the_limit_is_refused_unread(app: FastAPI) -> None:
    async with new_client(app) as client:
        answer = await client.post(
            "/auth/login",
            content=b"{}",
            headers={"Content-Type": "application/json", "Content-Length": str(2 << 20)},
        )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_body_without_a_length_is_counted_while_it_comes(client: Client) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65_536

    answer = await client.post(
        "/auth/login", content=chunks(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413


async def test_a_deeply_nested_body_is_refused_not_followed(client: Client) -> None:
    answer = await client.post(
        "/auth/login", content=b"[" * 100_000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


async def test_plain_text_is_not_taken_for_json(client: Client) -> None:
    answer = await client.post("/auth/login", content=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    russian, english = i18n.catalogue("ru"), i18n.catalogue("en")
    assert russian.keys() == english.keys()

    def places(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    assert [key for key in russian if places(russian[key]) != places(english[key])] == []
