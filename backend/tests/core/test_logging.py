"""Nobody's secrets in a log line, whatever carries them."""

import pytest

from app.core.logging import redact


@pytest.mark.parametrize(
    "secret",
    [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "lebedev@theatre.demo",
        "+7 (912) 345-67-89",
        "https://x/reset?token=abcdef123456",
        "postgresql://theatre_app:pa55word@db/theatre_main",
    ],
)
def test_secrets_in_texts_are_hidden(secret: str) -> None:
    shown = redact(f"request failed: {secret} (again)")
    assert secret not in shown
    assert shown.startswith("request failed")


def test_secrets_under_telling_names_are_hidden() -> None:
    event = {"password": "x1", "nested": {"refresh_token": "x2"}, "list": [{"email": "x3"}]}
    assert not {"x1", "x2", "x3"} & set(str(redact(event)).replace("'", " ").split())


def test_ordinary_facts_stay() -> None:
    event = {"path": "/api/v1/inventory/17", "ms": 12.5, "status": 200, "name": "Кресло № 12"}
    assert redact(event) == event
