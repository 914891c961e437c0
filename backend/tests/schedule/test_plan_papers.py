"""The plan of a month on paper, as a calendar and as a table."""

import io

import pypdfium2
from python_calamine import CalamineWorkbook

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.schedule.test_plan import PLAN, at, make_public, printed

PAYLOADS = (
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd")',
    "#sys.inputs *b* _i_ $x^2$ <label> @ref",
    '"); #panic("x") //',
)


async def _staged(make: Factory, theater: TheaterOf) -> None:
    title = await make.performance(theater, "Вишнёвый сад", age_rating="12+")
    stage = await make.venue(theater, "Большая сцена")
    await make.event(
        theater, "Вишнёвый сад", starts_at=at(6), venue_id=stage, performance_id=title,
        event_type="premiere",
    )  # fmt: skip
    await make.event(theater, "«Ёлки» и другие", starts_at=at(6, 12), venue_id=stage)
    await make.event(
        theater, "Три сестры", starts_at=at(20, 18, zone="Asia/Tomsk"), event_type="tour",
        tour_city="Томск", tour_venue_name="Театр драмы", timezone="Asia/Tomsk",
    )  # fmt: skip


async def test_the_plan_on_paper(admin: Client, make: Factory, theater: TheaterOf) -> None:
    await _staged(make, theater)
    draft = await admin.get(f"{PLAN}/plan.pdf")
    said = printed(draft)
    for words in (
        "Репертуарный план", "Декабрь 2031", "УТВЕРЖДАЮ", "суббота", "12:00 «Ёлки» и другие",
        "19:00", "Премьера", "«Вишнёвый сад» 12+", "Большая сцена", "18:00",
        "Гастроли, местное время", "Томск, Театр драмы", "Черновик от", "Показов: 3",
    ):  # fmt: skip
        assert words in said, words
    assert "Черновик" in said.replace("Черновик от", "")
    page = pypdfium2.PdfDocument(draft.content)[0]
    assert (round(page.get_width()), round(page.get_height())) == (595, 842)
    await make_public(admin)
    said = printed(await admin.get(f"{PLAN}/plan.pdf", params={"version": 1}))
    assert "Версия 1 от" in said
    assert "Черновик" not in said
    name = (await admin.get(f"{PLAN}/plan.pdf", params={"version": 1})).headers
    assert "%D0%B2%D0%B5%D1%80%D1%81%D0%B8%D1%8F%201.pdf" in name["content-disposition"]


async def test_the_plan_as_a_calendar(admin: Client, make: Factory, theater: TheaterOf) -> None:
    await _staged(make, theater)
    answer = await admin.get(f"{PLAN}/plan.pdf", params={"paper": "a3"})
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 1
    page = document[0]
    assert (round(page.get_width()), round(page.get_height())) == (1191, 842)
    said = printed(answer)
    assert said.index("понедельник") < said.index("вторник") < said.index("воскресенье")
    for words in ("12:00 Большая сцена «Ёлки» и другие", "«Вишнёвый сад»", "Показов: 3",
                  "18:00 Гастроли · Томск, Театр драмы · местное время"):  # fmt: skip
        assert words in said, words
    admin.headers["Accept-Language"] = "en"
    english = printed(await admin.get(f"{PLAN}/plan.pdf", params={"paper": "a3"}))
    for words in ("December 2031", "Monday", "Premiere", "“Вишнёвый сад”", "Draft"):
        assert words in english, words


async def test_a_theatre_of_long_words_prints_its_calendar(admin: Client) -> None:
    name = "Слободской драматический театр"
    assert (await admin.patch("/theater", json={"name": name})).status_code == 200
    assert name in printed(await admin.get(f"{PLAN}/plan.pdf", params={"paper": "a3"}))


async def test_a_full_month_stays_readable(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    for day in range(1, 32):
        for hour in (11, 14, 19):
            await make.event(theater, f"Сказка № {day}-{hour}", starts_at=at(day, hour))
    for paper, most in (("a3", 1), ("a4", 5)):
        answer = await admin.get(f"{PLAN}/plan.pdf", params={"paper": paper})
        assert len(pypdfium2.PdfDocument(answer.content)) <= most
        said = printed(answer)
        for day in range(1, 32):
            assert f"«Сказка № {day}-19»" in said


async def test_titles_that_look_like_code_stay_titles(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    for day, payload in enumerate((*PAYLOADS, "Щ" * 255), 1):
        await make.event(theater, payload, starts_at=at(day), tour_city=payload[:100])
    for paper in ("a4", "a3"):
        said = printed(await admin.get(f"{PLAN}/plan.pdf", params={"paper": paper})).replace(
            " ", ""
        )
        for payload in PAYLOADS:
            assert said.count(payload.replace(" ", "")) >= 2, payload
        assert said.count("Щ") == 355
        assert "root:" not in said


async def test_the_plan_as_a_table(admin: Client, make: Factory, theater: TheaterOf) -> None:
    await _staged(make, theater)
    await make.event(theater, '=HYPERLINK("http://x")', starts_at=at(30))
    answer = await admin.get(f"{PLAN}/plan.xlsx")
    assert answer.status_code == 200
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    heading, *lines = rows.to_python()
    assert heading == ["Дата", "День недели", "Начало", "Окончание", "Спектакль", "Вид",
                       "Площадка", "Город", "Возраст"]  # fmt: skip
    assert [str(line[0]) for line in lines] == [
        "2031-12-06", "2031-12-06", "2031-12-20", "2031-12-30",
    ]  # fmt: skip
    assert lines[1][1:] == [
        "суббота", "19:00", "22:00", "Вишнёвый сад", "Премьера", "Большая сцена", "", "12+",
    ]  # fmt: skip
    assert lines[2][2:8] == ["18:00", "21:00", "Три сестры", "Гастроли", "Театр драмы", "Томск"]
    assert lines[3][4] == '=HYPERLINK("http://x")'
    assert b"<f>" not in answer.content
    await make_public(admin)
    answer = await admin.get(f"{PLAN}/plan.xlsx", params={"version": 1})
    assert "%D0%B2%D0%B5%D1%80%D1%81%D0%B8%D1%8F%201.xlsx" in answer.headers["content-disposition"]
