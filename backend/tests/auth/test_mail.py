"""Letters: a forgotten password, an invitation, a copied session; nothing leaks by them."""

import re
import smtplib
import subprocess
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI
from pgqueuer.errors import RetryRequested

from app.kit import mail as letters
from app.kit.jobs import JobContext
from tests.auth.smtp import MailServer
from tests.auth.tools import WEB, MovedClock, Work, new_client, run_queued, sign_in
from tests.conftest import Client
from tests.factories import Factory, Person, TheaterOf
from tests.stack import Stack

NEW = "вишнёвый-сад-1904"
_LINK = re.compile(r"http://kulisa\.example/reset-password\?token=(\w+)")


@pytest.fixture
async def person(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "actor")


def token_in(server: MailServer) -> str:
    found = _LINK.search(server.letters[-1].get_content())
    assert found is not None, server.letters[-1].get_content()
    return found.group(1)


async def confirm(client: Client, token: str, password: str = NEW) -> httpx.Response:
    body = {"token": token, "new_password": password}
    return await client.post("/auth/password-reset/confirm", json=body)


async def ask(client: Client, email: str) -> httpx.Response:
    return await client.post("/auth/password-reset", json={"email": email})


async def test_a_forgotten_password_is_replaced_by_a_mailed_link(
    app: FastAPI, client: Client, person: Person, mail: MailServer, work: Work
) -> None:
    signed_in = await sign_in(client, person)
    bearer = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    assert (await ask(client, person.email.upper())).status_code == 202
    await work()
    letter = mail.letters[0]
    assert letter["To"] == person.email
    assert letter["Subject"] == "Новый пароль в «Кулисе»"
    assert letter["Message-ID"].endswith("@kulisa.example>")
    token = token_in(mail)
    weak = await confirm(client, token, "password1234")
    assert weak.json()["errors"][0]["field"] == "new_password"
    assert (await confirm(client, token)).status_code == 204
    assert (await client.get("/auth/me", headers=bearer)).status_code == 401
    assert (await sign_in(client, person)).status_code == 401
    assert (await sign_in(client, person, password=NEW)).status_code == 200
    again = await confirm(client, token, "другой-пароль-1905")
    assert again.status_code == 422
    assert again.json()["errors"][0]["code"] == "reset_link"


async def test_the_answer_is_the_same_for_nobody(
    client: Client, make: Factory, theater: TheaterOf, person: Person, mail: MailServer, work: Work
) -> None:
    gone = await make.user(theater, "actor", is_active=False)
    answers = [await ask(client, e) for e in (person.email, "nobody@example.org", gone.email)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(202, b"")}
    await work()
    assert [letter["To"] for letter in mail.letters] == [person.email]


async def test_a_link_lives_thirty_minutes_and_the_newest_counts(
    client: Client, person: Person, mail: MailServer, work: Work, moved: MovedClock
) -> None:
    tokens = []
    for _ in range(3):
        await ask(client, person.email)
        await work()
        tokens.append(token_in(mail))
    for token in tokens[:2]:
        assert (await confirm(client, token)).status_code == 422
    moved.move(minutes=29)
    assert (await confirm(client, tokens[2], "weak")).json()["errors"][0]["field"] == "new_password"
    moved.move(minutes=2)
    assert (await confirm(client, tokens[2])).json()["errors"][0]["code"] == "reset_link"


async def test_letters_cannot_be_ordered_without_end(
    app: FastAPI, person: Person, mail: MailServer
) -> None:
    statuses = []
    for _ in range(5):
        async with new_client(app) as client:
            statuses.append((await ask(client, person.email)).status_code)
    assert statuses == [202] * 3 + [429] * 2


async def test_without_a_mail_server_nothing_is_promised(
    client: Client, stack: Stack, database: str, person: Person
) -> None:
    before = stack.run_sql("SELECT count(*) FROM queue.pgqueuer", database)
    assert (await client.get("/auth/options")).json()["password_reset"] is False
    answer = await ask(client, person.email)
    assert (answer.status_code, answer.json()["code"]) == (409, "auth.reset_off")
    assert stack.run_sql("SELECT count(*) FROM queue.pgqueuer", database) == before


async def test_options_tell_that_mail_works(client: Client, mail: MailServer) -> None:
    assert (await client.get("/auth/options")).json()["password_reset"] is True


async def test_an_invitation_lets_a_new_colleague_choose_a_password(
    client: Client, admin: Client, theater: TheaterOf, mail: MailServer, work: Work
) -> None:
    email = f"invited.{theater.code}@example.org"
    body = {"email": email, "first_name": "Нина", "last_name": "Заречная", "invite": True}
    made = await admin.post("/users", json=body)
    assert made.status_code == 201, made.text
    await work()
    assert mail.letters[0]["Subject"] == "Приглашение в «Кулису»"
    assert "Нина" in mail.letters[0].get_content()
    assert (await confirm(client, token_in(mail))).status_code == 204
    person = Person(made.json()["id"], email, theater, "actor")
    assert (await sign_in(client, person, password=NEW)).status_code == 200


async def test_an_admin_orders_a_reset_in_the_persons_language(
    client: Client, admin: Client, make: Factory, theater: TheaterOf, mail: MailServer, work: Work
) -> None:
    person = await make.user(theater, "actor", preferences={"language": "en"})
    assert (await admin.post(f"/users/{person.id}/reset-password")).status_code == 204
    await work()
    assert mail.letters[0]["Subject"] == "A new password for Kulisa"
    assert (await confirm(client, token_in(mail))).status_code == 204


async def test_a_copied_session_is_told_to_its_owner(
    app: FastAPI, client: Client, person: Person, mail: MailServer, work: Work
) -> None:
    await sign_in(client, person)
    stolen = client.cookies["rt"]
    for _ in range(2):
        assert (await client.post("/auth/refresh", json={}, headers=WEB)).status_code == 200
    async with new_client(app, **WEB, **{"User-Agent": "Чужой".encode().hex()}) as thief:
        thief.cookies.set("rt", stolen)
        assert (await thief.post("/auth/refresh", json={})).status_code == 401
    await work()
    assert mail.letters[0]["To"] == person.email
    assert "Чужой".encode().hex() in mail.letters[0].get_content()


async def test_a_sleeping_mail_server_loses_nothing(
    app: FastAPI, client: Client, person: Person, mail: MailServer, moved: MovedClock,
    stack: Stack, database: str,
) -> None:  # fmt: skip
    payload = await queued_letter(app, client, person, stack, database)
    mail.answer = None
    waits = []
    for minutes in (0, 10, 120):
        moved.move(minutes=minutes)
        with pytest.raises(RetryRequested) as later:
            await letters.send_queued(job_context(app, person), payload)
        waits.append(later.value.delay.total_seconds() // 60)
    assert waits == [0, 10, 15]
    mail.answer = "250 fine"
    for _ in range(2):
        await letters.send_queued(job_context(app, person), payload)
    assert mail.letters[0]["Message-ID"] == mail.letters[1]["Message-ID"]
    mail.answer = None
    moved.move(days=1)
    with pytest.raises(smtplib.SMTPException):
        await letters.send_queued(job_context(app, person), payload)


async def test_a_refused_address_is_not_tried_for_a_day(
    app: FastAPI, client: Client, person: Person, mail: MailServer, stack: Stack, database: str
) -> None:
    payload = await queued_letter(app, client, person, stack, database)
    mail.answer = "550 no such user"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        await letters.send_queued(job_context(app, person), payload)
    mail.answer = "450 try later"
    with pytest.raises(RetryRequested):
        await letters.send_queued(job_context(app, person), payload)


async def test_no_live_token_lies_in_the_database_or_redis(
    app: FastAPI, client: Client, person: Person, mail: MailServer, stack: Stack, database: str
) -> None:
    web = await sign_in(client, person)
    secrets = {"cookie": client.cookies["rt"], "access": web.json()["access_token"]}
    await client.post("/auth/refresh", json={}, headers=WEB)
    secrets["rotated"] = client.cookies["rt"]
    api = await sign_in(client, person, client="api")
    secrets["api"] = api.json()["refresh_token"]
    await ask(client, person.email)
    await run_queued(app, stack, database, "auth.reset_asked")
    # The letter is still queued: its link must not be readable there.
    dump = subprocess.run(
        [f"{stack.programs}/pg_dump", "--inserts", "-h", stack.socket_folder, "-U", "postgres",
         "-d", database],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    payloads = stack.run_sql("SELECT convert_from(payload, 'UTF8') FROM queue.pgqueuer", database)
    assert person.email in payloads
    assert person.email in dump
    await run_queued(app, stack, database, "mail.send")
    secrets["reset"] = token_in(mail)
    kept = [key async for key in app.state.redis.scan_iter("*")]
    memory = "".join([str(await app.state.redis.dump(key)) for key in kept]) + str(kept)
    everything = dump + payloads + memory
    assert [name for name, secret in secrets.items() if secret in everything] == []


def job_context(app: FastAPI, person: Person) -> JobContext:
    state = app.state
    return JobContext(person.theater.ctx, state.db, state.storage, state.settings)


async def queued_letter(
    app: FastAPI, client: Client, person: Person, stack: Stack, database: str
) -> Any:
    await ask(client, person.email)
    await run_queued(app, stack, database, "auth.reset_asked")
    line = stack.run_sql(
        "DELETE FROM queue.pgqueuer WHERE entrypoint = 'mail.send' "
        "RETURNING encode(payload, 'hex')",
        database,
    )
    return orjson.loads(bytes.fromhex(line))["payload"]


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org\nX: y", "x\r\n@example.org"]
)
async def test_an_address_cannot_add_headers(app: FastAPI, mail: MailServer, address: str) -> None:
    payload = {
        "to": address, "name": "replay", "params": {"ip": "1", "device": "x"}, "locale": "ru",
        "link": None, "message_id": "<1@kulisa.invalid>", "queued_at": "",
    }  # fmt: skip
    with pytest.raises(ValueError, match="line break"):
        letters.write(app.state.settings, payload)
    payload["to"] = "a@example.org"
    payload["params"] = {"ip": "1\r\nBcc: evil@example.org", "device": "x"}
    assert letters.write(app.state.settings, payload)["Bcc"] is None
