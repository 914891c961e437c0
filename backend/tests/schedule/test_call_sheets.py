"""Call sheets: who is told what, on the screen and on paper."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from httpx import Response

from app.schedule.models import EventItem
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.labels.papers import texts

DAY = date(2031, 3, 14)
PAYLOADS = (
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd")',
    "#sys.inputs *b* _i_ $x^2$ <label> @ref",
    '"); #panic("x") //',
    "= Заголовок - список /* */",
)


def at(hour: int, minute: int = 0, *, day: date = DAY, zone: str = "Europe/Moscow") -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


async def _sheet(client: Client, event_id: int) -> dict[str, Any]:
    answer = await client.get(f"/schedule/{event_id}/call-sheet")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def _said(answer: Response) -> str:
    """The text of all pages with spaces instead of breaks."""
    assert answer.status_code == 200, answer.text
    joined = " ".join(texts(answer.content)).replace("\u200b", "").replace("\ufffe", "")
    return " ".join(joined.split())


@pytest.fixture
async def staffed(make: Factory, theater: TheaterOf) -> int:
    """A show with artists, a complete department and one that owes answers."""
    event = await make.event(
        theater, starts_at=at(19), setup_minutes=300, strike_minutes=60, stage_ready_at=at(17),
        venue_id=await make.venue(theater, "Большая сцена"),
    )  # fmt: skip
    light, sound = theater.departments["light"], theater.departments["sound"]
    for name, home, values in (
        ("Щёголева", None, {"role": "Нина", "call_at": at(18), "status": "confirmed"}),
        ("Абрамов", "light", {"status": "confirmed"}),
        ("Ёлкин", "sound", {"role": "Звукорежиссёр", "status": "declined", "comment": "болен"}),
        ("Белов", "light", {"role": "Микрофоны", "department_id": sound}),
    ):
        role = "department_staff" if home else "actor"
        person = await make.user(theater, role, home, last_name=name, phone="+7 921 000-00-01")
        await make.call(theater, event, person.id, **values)
    await make.call(theater, event, role="Осветитель", department_id=light, call_at=at(16))
    return event


async def test_who_has_no_department_is_no_artist(
    admin: Client, make: Factory, theater: TheaterOf, staffed: int
) -> None:
    prompter = await make.user(theater, "department_staff", None, last_name="Суфлёров")
    await make.call(theater, staffed, prompter.id, status="confirmed")
    await make.call(theater, staffed, role="Дежурный")
    [one] = (await _sheet(admin, staffed))["events"]
    alone = [block for block in one["blocks"] if block["department"] is None]
    people = {
        block["artists"]: [call["person"] and call["person"]["name"][:5] for call in block["calls"]]
        for block in alone
    }
    assert people == {True: ["Щёгол"], False: ["Суфлё", None]}
    page = _said(await admin.get(f"/schedule/{staffed}/call-sheet.pdf"))
    assert "Без цеха" in page


async def test_departments_that_owe_answers_come_first(
    admin: Client, make: Factory, theater: TheaterOf, staffed: int
) -> None:
    sheet = await _sheet(admin, staffed)
    assert (sheet["day"], sheet["timezone"]) == ("2031-03-14", "Europe/Moscow")
    [one] = sheet["events"]
    assert one["event"]["venue"]["name"] == "Большая сцена"
    assert datetime.fromisoformat(one["setup_from"]) == at(14)
    assert datetime.fromisoformat(one["strike_to"]) == at(23)
    assert datetime.fromisoformat(one["stage_ready_at"]) == at(17)
    assert one["timezone"] is None
    blocks = one["blocks"]
    names = [block["department"] and block["department"]["name"] for block in blocks]
    assert names == ["Light", "Sound", None]
    light, sound, artists = blocks
    assert [block["artists"] for block in blocks] == [False, False, True]
    assert [c["person"] and c["person"]["name"][:5] for c in light["calls"]] == [None, "Абрам"]
    counts = [tuple(b[k] for k in ("total", "confirmed", "waiting", "declined", "open"))
              for b in blocks]  # fmt: skip
    assert counts == [(2, 1, 0, 0, 1), (2, 0, 1, 1, 0), (1, 1, 0, 0, 0)]
    assert artists["calls"][0]["role"] == "Нина"
    assert datetime.fromisoformat(artists["calls"][0]["call_at"]) == at(18)
    declined = next(c for c in sound["calls"] if c["status"] == "declined")
    assert (declined["comment"], declined["phone"]) == ("болен", "+7 921 000-00-01")
    assert light["calls"][0]["status"] is None


async def test_a_person_asked_again_is_told_the_former_time(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await make.event(theater, starts_at=at(19))
    person = await make.user(theater, "actor")
    values = {"call_version": 3, "responded_version": 2, "answered_call_at": at(17, 30)}
    await make.call(theater, event, person.id, call_at=at(18), **values)
    call = (await _sheet(admin, event))["events"][0]["blocks"][0]["calls"][0]
    assert call["asked_again"]
    assert datetime.fromisoformat(call["previous_call_at"]) == at(17, 30)
    said = _said(await admin.get(f"/schedule/{event}/call-sheet.pdf"))
    assert "спросили снова, вызов был 17:30" in said


async def test_an_actor_reads_names_without_answers(
    as_person: SignIn, make: Factory, theater: TheaterOf, staffed: int
) -> None:
    person = await make.user(theater, "actor", last_name="Тригорин", phone="+7 900 1")
    actor = await as_person(person)
    assert (await actor.get(f"/schedule/{staffed}/call-sheet")).status_code == 404
    assert (await actor.get(f"/schedule/{staffed}/call-sheet.pdf")).status_code == 404
    day = (await actor.get("/schedule/call-sheet", params={"day": str(DAY)})).json()
    assert day["events"] == []
    await make.call(
        theater, staffed, person.id, role="Тригорин", comment="приду", status="tentative"
    )
    [one] = (await _sheet(actor, staffed))["events"]
    calls = [call for block in one["blocks"] for call in block["calls"]]
    assert len(calls) == 6
    own = [call for call in calls if call["person"] and call["person"]["id"] == person.id]
    assert [(c["status"], c["comment"], c["phone"]) for c in own] == [
        ("tentative", "приду", "+7 900 1")
    ]
    others = [call for call in calls if call not in own]
    for key in ("status", "comment", "phone", "previous_call_at"):
        assert {call[key] for call in others} == {None}
    assert {block["confirmed"] for block in one["blocks"]} == {None}
    # The order must not tell which department is complete.
    assert [b["department"] and b["department"]["name"] for b in one["blocks"]] == [
        None, "Light", "Sound",
    ]  # fmt: skip
    said = _said(await actor.get(f"/schedule/{staffed}/call-sheet.pdf", params={"phones": True}))
    assert "Щёголева" in said
    assert "отказ" not in said
    assert "921 000" not in said


async def test_answers_and_comments_are_for_planners(as_role: SignIn, staffed: int) -> None:
    staff = await as_role("department_staff", department="light")
    calls = [c for b in (await _sheet(staff, staffed))["events"][0]["blocks"] for c in b["calls"]]
    assert {(call["comment"], call["status"]) for call in calls} == {(None, None)}
    assert "+7 921 000-00-01" in {call["phone"] for call in calls}
    head = await as_role("department_head", department="light")
    calls = [c for b in (await _sheet(head, staffed))["events"][0]["blocks"] for c in b["calls"]]
    assert "болен" in {call["comment"] for call in calls}


async def test_a_day_begins_and_ends_by_the_clock_of_each_place(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    far = await make.venue(theater, "Владивосток", timezone="Asia/Vladivostok")
    inside = {
        await make.event(theater, "Полночь", starts_at=at(0), hours=1),
        await make.event(theater, "Поздно", starts_at=at(23, 30)),
        await make.event(theater, "Рано", starts_at=at(6, zone="Asia/Vladivostok"), venue_id=far),
        await make.event(
            theater, "Свой пояс", starts_at=at(23, zone="Asia/Tomsk"), timezone="Asia/Tomsk"
        ),
    }
    await make.event(theater, "Завтра", starts_at=at(0, day=DAY + timedelta(days=1)))
    await make.event(theater, "Вчера", starts_at=at(23, 59, day=DAY - timedelta(days=1)))
    early = at(1, day=DAY + timedelta(days=1), zone="Asia/Vladivostok")
    await make.event(theater, "Уже завтра", starts_at=early, venue_id=far)
    await make.event(await make.theater(), "Чужой", starts_at=at(19))
    answer = await admin.get("/schedule/call-sheet", params={"day": str(DAY)})
    events = answer.json()["events"]
    assert {one["event"]["id"] for one in events} == inside
    zones = {one["event"]["title"]: one["timezone"] for one in events}
    assert zones == {
        "Полночь": None, "Поздно": None, "Рано": "Asia/Vladivostok", "Свой пояс": "Asia/Tomsk",
    }  # fmt: skip
    said = _said(await admin.get("/schedule/call-sheet.pdf", params={"day": str(DAY)}))
    assert "Пятница, 14 марта 2031 г." in said
    assert "Начало 06:00" in said
    assert "Время местное: Asia/Vladivostok" in said
    assert "Окончание 02:30 (15.03)" in said


async def test_a_cancelled_event_calls_nobody(
    admin: Client, make: Factory, theater: TheaterOf, staffed: int
) -> None:
    person = await make.user(theater, "actor", last_name="Заречная")
    event = await make.event(
        theater, "Вишнёвый сад", starts_at=at(12), status="cancelled", setup_minutes=60,
        cancel_reason="Болезнь исполнителя",
    )  # fmt: skip
    await make.call(theater, event, person.id)
    [one] = (await _sheet(admin, event))["events"]
    assert (one["blocks"], one["setup_from"]) == ([], None)
    assert one["cancel_reason"] == "Болезнь исполнителя"
    said = _said(await admin.get(f"/schedule/{event}/call-sheet.pdf"))
    assert "Отменено: Болезнь исполнителя" in said
    assert "Заречная" not in said
    day = _said(await admin.get("/schedule/call-sheet.pdf", params={"day": str(DAY)}))
    assert "Вишнёвый сад" in day
    assert "Щёголева" in day


async def test_russian_paper(admin: Client, staffed: int) -> None:
    answer = await admin.get(f"/schedule/{staffed}/call-sheet.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert (
        "%D0%92%D1%8B%D0%B7%D1%8B%D0%B2%D0%BD%D0%BE%D0%B9" in answer.headers["content-disposition"]
    )
    said = _said(answer)
    for words in (
        "Вызывной лист", "Пятница, 14 марта 2031 г.", "Большая сцена", "Монтировка 14:00",
        "Готовность сцены 17:00", "Разбор до 23:00", "Артисты вызовов: 1 · подтверждено: 1",
        "Щёголева П. С.", "Ёлкин П. С.", "не назначено", "отказ", "Явка", "Подпись",
        "Версия 1 · Напечатано", "Страница 1 из 1",
    ):  # fmt: skip
        assert words in said, words
    assert "921 000" not in said
    assert b"GolosText" in answer.content
    with_phones = await admin.get(f"/schedule/{staffed}/call-sheet.pdf", params={"phones": True})
    assert "+7 921 000-00-01" in _said(with_phones)


async def test_english_paper(admin: Client, staffed: int) -> None:
    admin.headers["Accept-Language"] = "en"
    said = _said(await admin.get(f"/schedule/{staffed}/call-sheet.pdf"))
    for words in ("Call sheet", "Friday, 14 March 2031", "Artists", "Stage ready 17:00",
                  "not assigned", "Page 1 of 1"):  # fmt: skip
        assert words in said, words


async def test_three_hundred_people_repeat_the_heading(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await make.event(theater, starts_at=at(19))
    for number in range(300):
        await make.call(theater, event, role=f"Участник {number:03d}")
    content = (await admin.get(f"/schedule/{event}/call-sheet.pdf")).content
    pages = len(pypdfium2.PdfDocument(content))
    assert 9 <= pages <= 15
    seen = []
    for number, page in enumerate(texts(content), 1):
        assert "Подпись" in page
        assert "Без цеха" in page
        assert f"Страница {number} из {pages}" in page
        seen += [n for n in range(300) if f"Участник {n:03d}" in page]
    assert seen == list(range(300))


async def test_names_that_look_like_code_stay_names(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await make.event(theater, PAYLOADS[0], starts_at=at(19), tour_city=PAYLOADS[2])
    for payload in PAYLOADS:
        person = await make.user(theater, "actor", last_name=payload)
        await make.call(theater, event, person.id, role=payload)
    await make.call(theater, event, role="Щ" * 100)
    answer = await admin.get(f"/schedule/{event}/call-sheet.pdf")
    said = _said(answer).replace(" ", "")
    for payload in PAYLOADS:
        assert said.count(payload.replace(" ", "")) >= 2, payload
    assert "root:" not in said
    assert said.count("Щ") == 100


async def test_things_are_counted(admin: Client, make: Factory, theater: TheaterOf) -> None:
    event = await make.event(theater, starts_at=at(19))
    for quantity in (1, 5):
        item = await make.item(theater, quantity=5)
        await make._add(
            theater, EventItem(event_id=event, inventory_item_id=item, quantity=quantity)
        )
    assert (await _sheet(admin, event))["events"][0]["things"] == {"reserved": 2}


@pytest.mark.parametrize(
    "day", ["", "2031-02-30", "2031-3-1", "0001-01-01", "9999-12-31", "0", "вчера"]
)
async def test_days_that_are_none(day: str, admin: Client) -> None:
    for path in ("/schedule/call-sheet", "/schedule/call-sheet.pdf"):
        assert (await admin.get(path, params={"day": day})).status_code == 422, day
    assert (await admin.get("/schedule/call-sheet")).status_code == 422


async def test_an_empty_day(admin: Client) -> None:
    said = _said(await admin.get("/schedule/call-sheet.pdf", params={"day": "2032-02-29"}))
    assert "Воскресенье, 29 февраля 2032 г." in said
    assert "На этот день ничего не назначено." in said


async def test_foreign_and_deleted_events_are_absent(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    foreign = await make.event(await make.theater(), starts_at=at(19))
    deleted = await make.event(theater, starts_at=at(19), deleted_at=at(10))
    for event in (foreign, deleted, 2_000_000_000):
        for path in ("call-sheet", "call-sheet.pdf"):
            assert (await admin.get(f"/schedule/{event}/{path}")).status_code == 404
