"""Many times the demo things, for benchmarks: copied inside PostgreSQL, each with its own name,
number, balances, movements and tags.
"""

from collections.abc import Sequence

from sqlalchemy import select, text

from app.inventory.models import Item
from app.kit.uow import Uow
from scripts.demo.catalogue import KINDS
from scripts.demo.things import NAMED, Thing

_AT_ONCE = 25
_MARKS = {kind.category: "|".join(kind.marks) for kind in KINDS}
_NAMED = frozenset(thing.name for thing in NAMED)

# Copies take the numbers from 10001 on, behind the four digits of the things themselves.
_COPY = text("""
WITH things AS MATERIALIZED (
  SELECT i.*, w.n, w.stem, string_to_array(w.marks, '|') AS marks
  FROM unnest(CAST(:ids AS integer[]), CAST(:stems AS text[]), CAST(:marks AS text[]))
       WITH ORDINALITY AS w (id, stem, marks, n)
  JOIN inventory_items i ON i.id = w.id
  WHERE i.id = ANY (CAST(:ids AS integer[]))
), copies AS MATERIALIZED (
  SELECT t.*, k, split_part(t.inventory_number, '-', 1) || '-'
         || (10000 + k * CAST(:count AS integer) + t.n) AS number
  FROM things t CROSS JOIN generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS k
), items AS (
  INSERT INTO inventory_items (
    name, inventory_number, description, category_id, department_id, location_id, responsible_id,
    status, condition, quantity, min_quantity, unit, serial_number, manufacturer, model, width,
    height, depth, weight, purchase_price, current_value, purchase_date, warranty_until,
    custom_fields, created_at, updated_at, last_moved_at, created_by_id, updated_by_id)
  SELECT c.stem || ', ' || c.marks[1 + (c.k + c.n) % cardinality(c.marks)] || ' № ' || (c.k + 1),
    c.number, c.description, c.category_id, c.department_id, c.location_id, c.responsible_id,
    c.status, c.condition, c.quantity, c.min_quantity, c.unit,
    CASE WHEN c.serial_number IS NOT NULL THEN c.serial_number || '-' || c.k END,
    c.manufacturer, c.model, c.width, c.height, c.depth, c.weight, c.purchase_price,
    round(c.current_value * (0.8 + (c.k % 40) / 100.0), 2), c.purchase_date, c.warranty_until,
    c.custom_fields, c.created_at - c.k * interval '17 minutes',
    c.updated_at - c.k * interval '17 minutes',
    c.last_moved_at - c.k * interval '17 minutes', c.created_by_id, c.updated_by_id
  FROM copies c ORDER BY c.k, c.n
  RETURNING id, inventory_number
), pairs AS MATERIALIZED (
  SELECT i.id, c.id AS original, c.k FROM items i JOIN copies c ON c.number = i.inventory_number
), stock AS (
  INSERT INTO inventory_stock (item_id, location_id, status, quantity)
  SELECT p.id, s.location_id, s.status, s.quantity
  FROM pairs p JOIN inventory_stock s ON s.item_id = p.original
  WHERE s.item_id = ANY (CAST(:ids AS integer[])) ORDER BY p.id, s.id
), tagged AS (
  INSERT INTO inventory_item_tags (item_id, tag_id)
  SELECT p.id, t.tag_id FROM pairs p JOIN inventory_item_tags t ON t.item_id = p.original
  WHERE t.item_id = ANY (CAST(:ids AS integer[]))
)
INSERT INTO inventory_movements (item_id, movement_type, quantity, from_location_id, from_status,
  to_location_id, to_status, performance_id, comment, created_at, created_by_id)
SELECT p.id, m.movement_type, m.quantity, m.from_location_id, m.from_status, m.to_location_id,
  m.to_status, m.performance_id, m.comment, m.created_at - p.k * interval '17 minutes',
  m.created_by_id
FROM pairs p JOIN inventory_movements m ON m.item_id = p.original
WHERE m.item_id = ANY (CAST(:ids AS integer[])) ORDER BY p.id, m.id
""")


async def multiply(uow: Uow, things: Sequence[Thing], scale: int) -> None:
    """`scale` times as many items as `things`, which are there."""
    rows = await uow.session.execute(select(Item.inventory_number, Item.id))
    ids = dict(rows.tuples().all())
    # What a CTE returns has no statistics; without this its joins become nested loops.
    await uow.session.execute(text("SET LOCAL enable_nestloop = off"))
    values = {
        "ids": [ids[thing.number] for thing in things],
        "stems": [thing.name if thing.name in _NAMED else _stem(thing) for thing in things],
        "marks": [_MARKS.get(thing.category, "комплект А|комплект Б") for thing in things],
        "count": len(things),
    }
    for first in range(1, scale, _AT_ONCE):
        last = min(first + _AT_ONCE, scale) - 1
        await uow.session.execute(_COPY, {**values, "first": first, "last": last})
    uow.touch("inventory_items", "inventory_stock", "inventory_item_tags", "inventory_movements")


def _stem(thing: Thing) -> str:
    return thing.name.rpartition(", ")[0]
