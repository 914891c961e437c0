"""Labels that are sold in every stationer's shop; the theatre adds its own beside them."""

from collections.abc import Mapping
from typing import Any

from app.inventory.labels.schemas import LabelField, Layout


def _fields(name: tuple[float, int], number: float, place: float | None) -> list[LabelField]:
    """The name, the number, and where there is room the place."""
    size, lines = name
    fields: list[dict[str, Any]] = [
        {"kind": "name", "size": size, "bold": True, "lines": lines},
        {"kind": "inventory_number", "size": number},
    ]
    if place is not None:
        fields.append({"kind": "location", "size": place, "lines": 2})
    return [LabelField.model_validate(field) for field in fields]


def _roll(width: float, height: float, qr: float, **rest: Any) -> Layout:
    return Layout(page="roll", label_width=width, label_height=height, qr_size=qr, **rest)


PRESETS: Mapping[str, Layout] = {
    "a4_3x8": Layout(
        columns=3, rows=8, margin_top=0.5, label_width=70, label_height=37, padding=4,
        qr_size=27, fields=_fields((10, 3), 9, 7),
    ),
    "a4_5x13": Layout(
        columns=5, rows=13, margin_left=10, margin_top=10.7, label_width=38, label_height=21.2,
        padding=1.5, qr_size=16, fields=_fields((6.5, 3), 6.5, None),
    ),
    "a4_2x7": Layout(
        columns=2, rows=7, margin_left=4.65, margin_top=15.15, gap_x=2.5, label_width=99.1,
        label_height=38.1, padding=3, qr_size=31, fields=_fields((13, 3), 12, 9),
    ),
    "roll_62x29": _roll(62, 29, 25, padding=2, fields=_fields((10, 3), 9, 7)),
    "roll_40x30": _roll(
        40, 30, 17, padding=1.5, qr_place="top", fields=_fields((7, 2), 7.5, None)
    ),
    "roll_57x32": _roll(57, 32, 27, padding=2, fields=_fields((9, 3), 9, 7)),
}  # fmt: skip
