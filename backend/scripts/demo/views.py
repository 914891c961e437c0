"""Views that the demo theatre has kept: two for everybody, one of the administrator's own."""

from typing import Any

from app.kit.uow import Uow
from app.views.models import SavedView

_SHARED: dict[str, dict[str, Any]] = {
    "В ремонте": {"status": ["in_repair"]},
    "Без фото": {"has_photo": False},
}


async def views(uow: Uow, owner_id: int, furniture: int | None) -> None:
    """`furniture`: the category of the own view."""
    kept = {name: (search, True) for name, search in _SHARED.items()}
    if furniture is not None:
        kept["Мебель на сцене"] = ({"category": [furniture], "status": ["on_stage"]}, False)
    for place, (name, (search, shared)) in enumerate(kept.items()):
        uow.session.add(
            SavedView(
                owner_id=owner_id,
                list_name="inventory",
                name=name,
                state={"search": search, "columns": None},
                shared=shared,
                sort_order=place,
            )
        )
    await uow.session.flush()
