"""How many items each choice of the list's filters would find, beside what else is chosen."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import Field
from sqlalchemy import and_

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.inventory import reading, scope
from app.inventory.listing import ZERO, ItemList
from app.inventory.models import Item, ItemTag, StockBalance
from app.kit import clock
from app.kit.context import Context
from app.kit.facets import Facet, facet_counts
from app.kit.http import conditional
from app.kit.listing import ListRun
from app.kit.reference import Tree, Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Out
from app.kit.uow import Uow

router = make_router("/inventory/facets", "inventory")

_STOCK = and_(
    StockBalance.theater_id == Item.theater_id,
    StockBalance.item_id == Item.id,
    StockBalance.quantity > ZERO,
)
_TAGS = and_(ItemTag.theater_id == Item.theater_id, ItemTag.item_id == Item.id)
FACETS: Mapping[str, Facet] = {
    "category": Facet(Item.category_id),
    "location": Facet(StockBalance.location_id, StockBalance, _STOCK, tree=True),
    "status": Facet(StockBalance.status, StockBalance, _STOCK),
    "condition": Facet(Item.condition),
    "department": Facet(Item.department_id),
    "tag": Facet(ItemTag.tag_id, ItemTag, _TAGS, tree=True),
}
Counts = Annotated[dict[str, int], Field(max_length=10_000)]


class Facets(Out):
    """Items by id or word. Categories, places and tags include what is below them."""

    total: int = Field(description="what the list finds under all the filters")
    category: Counts
    location: Counts
    status: Counts
    condition: Counts
    department: Counts
    tag: Counts


@router.get("", response_model=Facets)
async def count_item_facets(
    request: Request,
    query: Annotated[ItemList, Query()],
    ctx: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    versions = await Versions.read(uow, reading.LIST_TABLES)
    tag = clock.dated(versions.of(reading.LIST_TABLES))

    async def count() -> dict[str, Any]:
        return await _counts(uow, query, versions, tag)

    return await conditional(request, ctx, tag, count)


async def _counts(
    uow: Uow, query: ItemList, versions: Versions, tag: tuple[int, ...] | None
) -> dict[str, Any]:
    names = await reading.Names.of(uow, versions)
    whole = names.whole(query)
    narrowing = scope.narrowing(uow.ctx, P.INVENTORY_READ)
    trees = {"location": names.locations, "tag": names.tag_tree}
    found: dict[str, Any] = {"total": await ListRun(uow, whole, narrowing).total(tag)}
    for name, facet in FACETS.items():
        counts = await facet_counts(uow, whole, name, facet, narrowing, tag, trees.get(name))
        if name == "category":
            counts = _summed(counts, names.categories)
        found[name] = {str(key): count for key, count in counts.items()}
    return found


def _summed(counts: Mapping[int, int], tree: Tree) -> dict[int, int]:
    """An item has one category, so what is below a node simply adds up."""
    found: Counter[int] = Counter()
    for node, count in counts.items():
        for above in tree.ancestors(node):
            found[above] += count
    return dict(found)
