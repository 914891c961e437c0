"""What the list of items asks about care and stock."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from app.inventory.care.states import DUE, LOW_STOCK
from app.inventory.models import Item
from app.kit.listing import AnyOf, Flag


class Asking(AnyOf):
    """Items with care in one of the states: few plans are looked through, not all items."""

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        inside = select(DUE.item_id).where(
            DUE.theater_id == bindparam("theater_id"), super().where(name, form)
        )
        return Item.id == func.any(func.array(inside.scalar_subquery()))


ASKING = Asking(DUE.state)
# Plainly said where it can use the index of what runs short.
IS_SHORT = Flag(yes=lambda: Item.quantity < Item.min_quantity, no=lambda: ~LOW_STOCK)
