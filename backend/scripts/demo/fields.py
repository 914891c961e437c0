"""The demo theatre's own fields, and values for the things that have them."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from sqlalchemy import select

from app.inventory.fields.models import CustomField, FieldType
from app.inventory.models import Category, Item
from app.kit.uow import Uow


def _options(*pairs: str) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in (p.split("=") for p in pairs)]


# Name of the root category → its fields.
FIELDS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "Свет": (
        {"key": "power", "name": "Потребление", "type": FieldType.INTEGER, "unit": "Вт",
         "minimum": 0, "maximum": 20_000},
        {"key": "socket", "name": "Цоколь", "type": FieldType.CHOICE,
         "options": _options("g9-5=G9.5", "gx9-5=GX9.5", "e27=E27", "led=Светодиод")},
    ),
    "Костюмы": (
        {"key": "size", "name": "Размер", "type": FieldType.CHOICE,
         "options": _options("44=44", "46=46", "48=48", "50=50", "52=52", "54=54")},
        {"key": "body_height", "name": "Рост", "type": FieldType.INTEGER, "unit": "см",
         "minimum": 50, "maximum": 250},
        {"key": "material", "name": "Материал", "type": FieldType.MULTI_CHOICE,
         "options": _options("wool=Шерсть", "cotton=Хлопок", "velvet=Бархат", "silk=Шёлк")},
    ),
    "Звук": (
        {"key": "connector", "name": "Разъём", "type": FieldType.CHOICE,
         "options": _options("xlr=XLR", "jack=Jack 6,3", "speakon=Speakon", "dante=Dante")},
    ),
    "Мебель": ({"key": "period", "name": "Эпоха", "type": FieldType.TEXT},),
}  # fmt: skip
PERIODS = ("XVIII век", "Начало XIX века", "Модерн", "1950-е", "Современная")
POWERS = (100, 150, 300, 500, 575, 650, 1000, 1200, 2000)


async def fields(uow: Uow) -> None:
    """Fields of the categories that the theatre has; four things of five carry values."""
    random = Random(17)  # noqa: S311 - a demo that is the same every time
    categories = list(await uow.session.scalars(select(Category).order_by(Category.id)))
    for root in [one for one in categories if one.parent_id is None and one.name in FIELDS]:
        made = [
            CustomField(**given, category_id=root.id, show_in_list=False, sort_order=place)
            for place, given in enumerate(FIELDS[root.name])
        ]
        uow.session.add_all(made)
        branch = {root.id}
        for one in categories:
            if one.parent_id in branch:
                branch.add(one.id)
        found = await uow.session.scalars(
            select(Item).where(Item.category_id.in_(branch)).order_by(Item.id)
        )
        for item in found:
            if random.random() < 0.8:
                values = {one.key: _value(random, one) for one in made}
                item.custom_fields = {**item.custom_fields, **values}
    await uow.session.flush()


def _value(random: Random, field: CustomField) -> Any:
    match field.type:
        case FieldType.CHOICE:
            return random.choice(field.options)["value"]
        case FieldType.MULTI_CHOICE:
            return [random.choice(field.options)["value"]]
        case FieldType.INTEGER:
            return random.choice(POWERS) if field.key == "power" else random.randrange(160, 192, 2)
    return random.choice(PERIODS)
