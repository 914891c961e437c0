"""Photographs of the demo's things: each kind is drawn once a colour, each item gets its copy."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from zlib import crc32

from sqlalchemy import delete, func, insert, select

from app.files.models import File, FileState, PendingObject, StoredObject
from app.inventory.models import Item
from app.inventory.photos.models import Photo
from app.kit.context import Context
from app.kit.session import Database
from app.kit.storage import ObjectStore, S3Store, new_key
from app.kit.uow import Uow
from scripts.demo import furniture, gear, props
from scripts.demo.sheet import SIZE, Sheet
from scripts.demo.things import NAMED, Thing

Drawing = Callable[[Sheet], None]
_CLOTH, _WOODEN = ("#8A1C2C", "#2F5D50"), ("#8A5A34", "#6B4226")
_METAL, _GEAR = ("#B5772E", "#8E9AA8"), ("#3B4FB8", "#0B6B5E")

# The beginning of a thing's name, or its category → how it looks. The first that fits counts.
_LOOKS: tuple[tuple[tuple[str, ...], Drawing, tuple[str, ...]], ...] = (
    (("Пуф", "Табурет", "Банкетка", "Скамья"), furniture.stool, _CLOTH),
    (("Мебель / Кресла",), furniture.armchair, _CLOTH),
    (("Мебель / Стулья",), furniture.chair, _WOODEN),
    (("Бюро", "Стол письменный", "Столик туалетный"), furniture.desk, _WOODEN),
    (("Мебель / Столы",), furniture.table, _WOODEN),
    (("Зеркало",), furniture.mirror, _WOODEN),
    (("Ширма",), furniture.folding_screen, _CLOTH),
    (("Комод", "Сундук"), furniture.chest, _WOODEN),
    (("Мебель / Шкафы и комоды",), furniture.cabinet, _WOODEN),
    (("Самовар", "Чайник"), props.samovar, _METAL),
    (("Поднос",), props.tray, _CLOTH),
    (("Графин", "Ваза", "Кувшин"), props.vase, _METAL),
    (("Реквизит / Посуда",), props.tea_set, ("#3D6FA5", "#8A1C2C")),
    (("Книги", "Папка"), props.books, _CLOTH),
    (("Реквизит / Книги и бумаги",), props.papers, _CLOTH),
    (("Пистолет", "Винтовка", "Ружьё"), props.gun, _WOODEN),
    (("Реквизит / Оружие", "Трость"), props.sword, ("#6B4226", "#2B2D33")),
    (("Часы",), props.clock, _WOODEN),
    (("Телефон",), props.telephone, _WOODEN),
    (("Патефон",), props.gramophone, _WOODEN),
    (("Корзина",), props.basket, ("#B58A55", "#8A5A34")),
    (("Фонарь", "Лампа"), props.lantern, _METAL),
    (("Подсвечник", "Свет / Лампы бутафорские"), props.candlestick, _METAL),
    (("Клетка",), props.cage, _METAL),
    (("Веер",), props.fan, _CLOTH),
    (("Ковёр",), props.rug, _CLOTH),
    (("Чемодан", "Портсигар", "Кофр", "Ящик"), props.suitcase, _WOODEN),
    (("Зонт",), props.umbrella, _CLOTH),
    (("Чайка",), props.gull, _CLOTH),
    (("Ёлка",), props.fir, ("#B3261E", "#C9A24B")),
    (("Удочка",), props.rod, _WOODEN),
    (("Икона",), props.papers, _METAL),
    (("Кулиса", "Падуга"), furniture.curtain, ("#8A1C2C", "#2B2D33")),
    (("Декорации / Задники",), furniture.backdrop, ("#5F7FA3", "#7A8F6B")),
    (("Колонна",), furniture.column, _CLOTH),
    (("Окно", "Дверь"), furniture.window, _WOODEN),
    (("Декорации / Станки",), furniture.steps, _WOODEN),
    (("Рампа", "Светильник LED"), gear.led_bar, _GEAR),
    (("Свет / Прожекторы",), gear.spotlight, _GEAR),
    (("Свет / Кабели и крепёж", "Кабель"), gear.cable, _GEAR),
    (("Звук / Микрофоны",), gear.microphone, _GEAR),
    (("Пульт", "Медиасервер", "Приёмник"), gear.mixer, _GEAR),
    (("Звук / Акустика",), gear.speaker, _GEAR),
    (("Костюмы / Платья",), gear.dress, ("#A33B5C", "#3E6B8C")),
    (("Костюмы / Мужское",), gear.coat, ("#3A3F4B", "#5A4632")),
    (("Костюмы / Обувь",), gear.boots, _WOODEN),
    (("Картуз", "Фуражка", "Чепец"), gear.cap, ("#44602F", "#3E5F8C")),
    (("Костюмы / Головные уборы",), gear.hat, ("#2B2D33", "#6B4A7A")),
    (("Грим / Парики",), gear.wig, ("#9AA3AF", "#B5602E")),
    (("Экран",), gear.screen, _GEAR),
    (("Камера",), gear.camera, _GEAR),
    (("Видео / Проекторы",), gear.projector, _GEAR),
)
_NAMED = frozenset(thing.number for thing in NAMED)
_ARMCHAIR = "Кресло (красное)"
_RED = "#8A1C2C"


@dataclass(frozen=True)
class View:
    """One photograph of a thing."""

    drawing: Drawing
    colour: str
    caption: str | None = None
    side: str = "general"


@cache
def _drawn(drawing: Drawing, colour: str) -> tuple[bytes, bytes]:
    sheet = Sheet(colour)
    drawing(sheet)
    return sheet.saved()


def views(thing: Thing) -> list[View]:
    """How a thing was photographed; one in thirteen never was."""
    if thing.name == _ARMCHAIR:
        return [
            View(furniture.armchair, _RED, "Общий вид"),
            View(furniture.armchair_back, _RED, "Сзади, бирка", "back"),
            View(furniture.armchair_tear, _RED, "Дефект: разошёлся шов, 4 шт.", "front"),
        ]
    chance = crc32(thing.number.encode())
    if chance % 13 == 0 and thing.number not in _NAMED:
        return []
    for beginnings, drawing, colours in _LOOKS:
        if thing.name.startswith(beginnings) or thing.category in beginnings:
            return [View(drawing, colours[chance // 13 % len(colours)])]
    return []


async def photograph(
    db: Database, storage: ObjectStore, ctx: Context, things: Sequence[Thing]
) -> bool:
    """Photos of a theatre's things; False when they are there. A killed run leaves the ledger."""
    async with db.read(ctx) as uow:
        if await uow.session.scalar(select(func.count()).select_from(Photo)):
            return False
    taken = [(thing, n, view) for thing in things for n, view in enumerate(views(thing))]
    keys = [
        (new_key(ctx.theater_id, "pictures"), new_key(ctx.theater_id, "thumbnails")) for _ in taken
    ]
    looks = {(view.drawing, view.colour) for _, _, view in taken}
    await asyncio.gather(*(asyncio.to_thread(_drawn, *look) for look in looks))
    async with db.write(ctx) as uow:
        ledger = [{"key": key} for pair in keys for key in pair]
        await uow.session.execute(insert(PendingObject), ledger)
        sizes = [
            {"key": key, "size": len(data)}
            for (_, _, view), pair in zip(taken, keys, strict=True)
            for key, data in zip(pair, _drawn(view.drawing, view.colour), strict=True)
        ]
        await uow.session.execute(insert(StoredObject), sizes)
    await _put(storage, taken, keys)
    async with db.write(ctx) as uow:
        await _hang(uow, taken, keys)
    return True


async def _put(
    storage: ObjectStore,
    taken: Sequence[tuple[Thing, int, View]],
    keys: Sequence[tuple[str, str]],
) -> None:
    if isinstance(storage, S3Store):
        await storage.ensure_bucket()

    def objects() -> Iterator[tuple[str, bytes]]:
        for (_, _, view), pair in zip(taken, keys, strict=True):
            yield from zip(pair, _drawn(view.drawing, view.colour), strict=True)

    await asyncio.gather(*(storage.put(key, BytesIO(data), len(data)) for key, data in objects()))


async def _hang(
    uow: Uow, taken: Sequence[tuple[Thing, int, View]], keys: Sequence[tuple[str, str]]
) -> None:
    """Files and photos at once, owned by whoever entered the item."""
    items: dict[str, Any] = {
        row.inventory_number: row
        for row in await uow.session.execute(
            select(Item.inventory_number, Item.id, Item.created_by_id, Item.created_at)
        )
    }
    files = []
    for (thing, _, view), (key, thumbnail) in zip(taken, keys, strict=True):
        data = _drawn(view.drawing, view.colour)[0]
        item = items[thing.number]
        files.append(
            {"object_key": key, "thumbnail_key": thumbnail, "file_name": f"{thing.number}.jpg",
             "mime_type": "image/jpeg", "size": len(data), "width": SIZE[0], "height": SIZE[1],
             "checksum": hashlib.sha256(data).hexdigest(), "purpose": "photo",
             "state": FileState.ATTACHED.value, "owner_id": item.created_by_id,
             "created_at": item.created_at}
        )  # fmt: skip
    made = insert(File).returning(File.id, sort_by_parameter_order=True)
    ids = (await uow.session.scalars(made, files)).all()
    photos = [
        {"item_id": items[thing.number].id, "file_id": file_id, "is_main": n == 0, "sort_order": n,
         "side": view.side, "caption": view.caption,
         "uploaded_by_id": items[thing.number].created_by_id,
         "created_at": items[thing.number].created_at}
        for file_id, (thing, n, view) in zip(ids, taken, strict=True)
    ]  # fmt: skip
    await uow.session.execute(insert(Photo), photos)
    await uow.session.execute(
        delete(PendingObject).where(PendingObject.key.in_([key for pair in keys for key in pair])),
        execution_options={"synchronize_session": False},
    )
    uow.touch(File.__tablename__, Photo.__tablename__)
