"""What the demo theatre takes care of: winches, curtains, gear, and supplies that run short."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Care:
    """A plan of a thing; `done` days ago, by the keeper of its department."""

    number: str
    name: str
    kind: str
    months: int | None
    done: int
    shows: int | None = None
    lead: int = 14
    blocks: bool = False
    result: str = "ok"
    note: str | None = None
    instructions: str | None = None


@dataclass(frozen=True)
class Paper:
    """A certificate of a thing, good for so many days from today."""

    number: str
    kind: str
    name: str
    issuer: str
    left: int
    years: int = 1
    blocks: bool = False


_WINCH = "Тормоз, трос, концевые выключатели; пробный подъём с полной нагрузкой."
PLANS = (
    Care("МХ-0011", "Ежегодный осмотр лебёдки", "inspection", 12, 371, blocks=True,
         note="Трос без обрывов, тормоз держит.", instructions=_WINCH),
    Care("МХ-0012", "Ежегодный осмотр лебёдки", "inspection", 12, 210, blocks=True,
         result="remarks", note="К следующему году заменить концевой выключатель.",
         instructions=_WINCH),
    Care("МХ-0012", "Смазка редуктора", "maintenance", 6, 80),
    Care("СВ-1310", "Проверка креплений и страховочных тросов", "inspection", 6, 196, blocks=True,
         instructions="Струбцина, страховочный трос, вилка и кабель; пробное включение."),
    Care("СВ-1302", "Чистка линз и отражателей", "cleaning", 6, 172),
    Care("ЗВ-0101", "Замена капсюлей и ветрозащиты", "maintenance", None, 60, shows=20),
    Care("КС-2031", "Химчистка", "cleaning", 12, 40),
)  # fmt: skip
PAPERS = (
    Paper("ДК-0021", "fire_treatment", "114/25", "ООО «Огнезащита-Сервис»", 9, blocks=True),
    Paper("ДК-0022", "fire_treatment", "115/25", "ООО «Огнезащита-Сервис»", 230),
    Paper("МХ-0011", "rigging", "Т-0087", "ИЦ «Подъёмсервис»", 120, years=3),
    Paper("СВ-1302", "electrical", "Э-41/2", "Электролаборатория «Контакт»", 25, years=2),
)


def plan_rows(items: dict[str, int], people: dict[str, int | None], today: date) -> list[Row]:
    return [
        {
            "item_id": items[one.number],
            "name": one.name,
            "kind": one.kind,
            "every_months": one.months,
            "every_shows": one.shows,
            "lead_days": one.lead,
            "starts_on": today - timedelta(days=one.done),
            "last_done_on": today - timedelta(days=one.done),
            "last_result": one.result,
            "counted_from": _evening(today - timedelta(days=one.done)),
            "blocks_issue": one.blocks,
            "instructions": one.instructions,
            "responsible_id": people[one.number],
        }
        for one in PLANS
    ]


def record_rows(
    items: dict[str, int], people: dict[str, int | None], plans: list[int], today: date
) -> list[Row]:
    return [
        {
            "item_id": items[one.number],
            "plan_id": plan_id,
            "done_on": today - timedelta(days=one.done),
            "done_by_id": people[one.number],
            "result": one.result,
            "note": one.note,
            "created_at": _evening(today - timedelta(days=one.done)),
            "created_by_id": people[one.number],
        }
        for one, plan_id in zip(PLANS, plans, strict=True)
    ]


def paper_rows(items: dict[str, int], today: date) -> list[Row]:
    return [
        {
            "item_id": items[one.number],
            "kind": one.kind,
            "number": one.name,
            "issuer": one.issuer,
            "issued_on": today + timedelta(days=one.left - 365 * one.years),
            "valid_until": today + timedelta(days=one.left),
            "blocks_issue": one.blocks,
        }
        for one in PAPERS
    ]


def _evening(day: date) -> datetime:
    """Six in the evening of Moscow."""
    return datetime.fromisoformat(f"{day}T15:00:00+00:00")
