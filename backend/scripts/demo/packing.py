"""Numbered pieces and packed cases of the demo theatre."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Place = tuple[int | None, str]

# Items whose every piece has a number on it, with the serial numbers of the maker.
NUMBERED: Mapping[str, str | None] = {"СВ-1302": None, "ЗВ-0101": "SK{0:04d}-{1}", "СВ-1310": None}

# Kit → what belongs into one of it: number, pieces, where it lies inside.
KITS: Mapping[str, Sequence[tuple[str, int, str | None]]] = {
    "ЗВ-0500": (
        ("ЗВ-0101", 4, "Верхний ложемент"),
        ("ЗВ-0510", 2, "Под крышкой"),
        ("ЗВ-0520", 6, "Боковой отсек"),
        ("ЗВ-0530", 2, None),
    ),
    "ГР-0700": (("ГР-0710", 1, "Пенал"), ("ГР-0720", 12, None), ("ГР-0730", 2, "Дно")),
    "ДК-0800": (("ГР-0700", 1, "Слева, ручкой вверх"), ("ГР-0740", 1, None), ("ГР-0750", 4, None)),
}


def unit_rows(items: Mapping[str, int], lying: Mapping[int, Mapping[Place, int]]) -> Iterator[Row]:
    """Numbers in their order, over the places where the pieces lie."""
    for number, serial in NUMBERED.items():
        item_id, count = items[number], 0
        for (location_id, status), pieces in lying[item_id].items():
            for _ in range(pieces):
                count += 1
                yield {
                    "item_id": item_id,
                    "number": f"{number}/{count:02d}",
                    "serial_number": serial.format(4100 + count * 17, count) if serial else None,
                    "location_id": location_id,
                    "status": status,
                    "condition": "fair" if count % 7 == 0 else "good",
                    "note": "Скол на линзе" if (number, count) == ("СВ-1302", 7) else None,
                }


def kit_rows(items: Mapping[str, int]) -> Iterator[Row]:
    for kit, lines in KITS.items():
        for place, (number, pieces, note) in enumerate(lines):
            yield {
                "kit_id": items[kit],
                "item_id": items[number],
                "quantity": pieces,
                "note": note,
                "sort_order": place,
            }
