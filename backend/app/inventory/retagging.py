"""Giving many items their tags, in a few statements."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, tuple_

from app.inventory.models import ItemTag
from app.kit import audit
from app.kit.uow import Uow

_AT_ONCE = 5_000
"""A statement takes at most 32,767 parameters."""

Tags = Mapping[int, Collection[int]]


async def retag(uow: Uow, before: Tags, after: Tags) -> None:
    """Ids of tags by item: what `before` lacks is added, what `after` lacks is taken away."""
    if not after:
        return
    carried = {item_id: set(before.get(item_id, ())) for item_id in after}
    gone = [(i, tag) for i, tags in after.items() for tag in carried[i].difference(tags)]
    new = [(i, tag) for i, tags in after.items() for tag in set(tags) - carried[i]]
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        await uow.session.execute(
            delete(ItemTag).where(tuple_(ItemTag.item_id, ItemTag.tag_id).in_(some))
        )
    if new:
        await uow.session.execute(
            insert(ItemTag), [{"item_id": item_id, "tag_id": tag} for item_id, tag in new]
        )
    uow.touch("inventory_item_tags")
    diffs = {i: {"tag_ids": [sorted(carried[i]), sorted(tags)]} for i, tags in after.items()}
    await audit.write_entries(uow.session, uow.ctx, "update", "item", diffs)
