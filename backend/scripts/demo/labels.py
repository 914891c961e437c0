"""The label that the demo theatre drew for itself."""

from typing import Any

from app.inventory.labels.schemas import Layout

OWN: dict[str, Any] = {
    "page": "roll",
    "label_width": 62,
    "label_height": 29,
    "qr_size": 24,
    "border": True,
    "fields": [
        {"kind": "theatre", "size": 6},
        {"kind": "name", "size": 9, "bold": True, "lines": 2},
        {"kind": "inventory_number", "size": 9},
        {"kind": "responsible", "size": 6.5},
        {"kind": "text", "text": "Нашли? Позвоните: 2-14", "size": 6.5},
    ],
}


def label_rows() -> list[dict[str, Any]]:
    layout = Layout.model_validate(OWN).model_dump(mode="json")
    return [{"name": "Бирка с телефоном", "layout": layout}]
