"""Taking an import back: its items go as if they had never been, and what was made for them."""

from collections.abc import Sequence

from app.inventory.importing.models import Import, ImportStatus
from app.inventory.importing.repository import ImportRepository, Touched
from app.inventory.importing.restoring import restore
from app.inventory.node_repository import NodeRepository
from app.inventory.nodes import CATEGORIES, LOCATIONS, Kind
from app.kit import clock, i18n
from app.kit.errors import Conflict
from app.kit.uow import Uow
from app.tags.models import Tag

NAMED = 50
"""Touched items that a refusal names."""

_TABLES = ("inventory_items", "inventory_stock", "inventory_movements", "inventory_item_tags")


async def undo(
    uow: Uow, repository: ImportRepository, imported: Import, *, rest: bool = False
) -> None:
    """Conflict while anything else has happened to an item that it made; `rest`: those stay.

    Items that it only changed get their old values back, but for what is newer.
    """
    await repository.forget_plans()
    touched: list[Touched] = []
    made = 0
    async for ids in repository.made_items(imported.id):
        await repository.lock_items(ids)
        touched.extend(await repository.touched_items(ids))
        made += len(ids)
    left = made - len(touched)
    if touched and not (rest and left + imported.updated):
        raise _refusal(touched, left, imported.updated, uow.ctx.locale)
    restored, newer = await restore(uow, repository, imported.id)
    keep = {item.id for item in touched}
    removed = 0
    async for ids in repository.made_items(imported.id):
        removed += await repository.delete_items([one for one in ids if one not in keep])
    uow.touch(*_TABLES)
    nodes = imported.created_nodes
    await _delete_unused(uow, CATEGORIES, nodes.get("categories", []))
    await _delete_unused(uow, LOCATIONS, nodes.get("locations", []))
    await _delete_tags(uow, repository, nodes.get("tags", []))
    imported.status = ImportStatus.UNDONE
    imported.kept = len(touched)
    imported.finished_at = clock.now()
    await uow.session.flush()
    await uow.audit(
        "import_undo",
        "import",
        imported.id,
        {"items": [removed, 0], "restored": [None, restored], "kept": [None, newer]},
    )


def _refusal(touched: Sequence[Touched], left: int, updated: int, locale: str) -> Conflict:
    """Names what stands in the way; `untouched` items could go, `updated` go back."""
    return Conflict(
        "import.touched",
        params={"count": len(touched)},
        extra={
            "conflicts": [
                {
                    "id": item.id,
                    "name": item.name,
                    "inventory_number": item.inventory_number,
                    "ways": [_way(way, locale) for way in item.ways],
                }
                for item in touched[:NAMED]
            ],
            "touched": len(touched),
            "untouched": left,
            "updated": updated,
        },
    )


def _way(way: str, locale: str) -> str:
    key = f"import.way.{way}"
    return i18n.text(key if i18n.has(key) else "import.way.used", locale)


async def _delete_unused(uow: Uow, kind: Kind, ids: list[int]) -> None:
    """Children come after their parents in the list, so the last goes first."""
    if not ids:
        return
    nodes = NodeRepository(uow.session, kind.model)
    await nodes.lock(uow.ctx.theater_id)
    for node_id in reversed(ids):
        node = await uow.session.get(kind.model, node_id)
        if node is None or await nodes.children(node_id):
            continue
        if any((await kind.uses(uow.session, node_id)).values()):
            continue
        await uow.session.delete(node)
        await uow.session.flush()


async def _delete_tags(uow: Uow, repository: ImportRepository, ids: list[int]) -> None:
    for tag_id in ids:
        tag = await uow.session.get(Tag, tag_id)
        if tag is not None and not await repository.is_tag_used(tag_id):
            await uow.session.delete(tag)
    await uow.session.flush()
