"""The statements of the limit probe."""

THEATER = "SELECT id FROM theaters WHERE code = 'slobodskoy'"

NAMES = {
    "categories": "SELECT id, name FROM inventory_categories WHERE theater_id = $1",
    "locations": "SELECT id, name FROM inventory_locations WHERE theater_id = $1",
    "departments": "SELECT id, name FROM departments WHERE theater_id = $1",
    "tags": "SELECT id, name, color FROM tags WHERE theater_id = $1",
    "people": "SELECT id, concat_ws(' ', last_name, left(first_name, 1) || '.', "
    "left(patronymic, 1) || '.') AS short_name FROM users WHERE theater_id = $1",
}

_ROW = """
i.id, i.version, i.inventory_number, i.name, i.category_id, i.location_id, i.department_id,
i.status, i.condition, i.quantity, i.unit, i.current_value::text, i.updated_at, i.deleted_at,
(SELECT json_agg(json_build_object('location_id', s.location_id, 'status', s.status,
                                   'quantity', s.quantity) ORDER BY s.id)
 FROM inventory_stock s WHERE s.theater_id = i.theater_id AND s.item_id = i.id) AS stock,
ARRAY(SELECT t.tag_id FROM inventory_item_tags t
      WHERE t.theater_id = i.theater_id AND t.item_id = i.id) AS tag_ids,
(SELECT ARRAY[p.id, p.file_id] FROM inventory_photos p
 WHERE p.theater_id = i.theater_id AND p.item_id = i.id AND p.is_main) AS photo
"""

_LIVE = "FROM inventory_items WHERE theater_id = $1 AND deleted_at IS NULL"
_HITS = f"{_LIVE} AND search @@ (SELECT search_query($2))"


def _page(ids: str) -> str:
    return f"""
WITH page AS MATERIALIZED ({ids})
SELECT {_ROW} FROM page JOIN inventory_items i ON i.id = page.id ORDER BY page.sort_name, page.id
"""


PAGES = {
    "plain": _page(f"SELECT id, sort_name {_LIVE} ORDER BY sort_name, id LIMIT 50 OFFSET $2"),
    "category": _page(
        f"SELECT id, sort_name {_LIVE} AND category_id = $2 ORDER BY sort_name, id "
        "LIMIT 50 OFFSET $3"
    ),
    # Materialised, so that the planner cannot walk the names and test each.
    "search": _page(
        f"SELECT id, sort_name FROM (SELECT id, sort_name {_HITS} OFFSET 0) hits "
        "ORDER BY sort_name, id LIMIT 50 OFFSET $3"
    ),
}
TOTALS = {
    "plain": f"SELECT count(*) {_LIVE}",
    "category": f"SELECT count(*) {_LIVE} AND category_id = $2",
    "search": f"SELECT count(*) {_HITS}",
}

PLAIN = (
    "description", "technical_description", "serial_number", "manufacturer", "model", "width",
    "height", "depth", "weight", "purchase_price", "min_quantity", "purchase_date",
    "warranty_until", "created_at",
)  # fmt: skip
ITEM = f"""
SELECT {_ROW}, i.description, i.technical_description, i.serial_number, i.manufacturer, i.model,
  i.width::text, i.height::text, i.depth::text, i.weight::text, i.purchase_price::text,
  i.min_quantity, i.purchase_date, i.warranty_until, i.custom_fields::text, i.responsible_id,
  i.created_at, i.created_by_id
FROM inventory_items i WHERE i.theater_id = $1 AND i.id = $2 AND i.deleted_at IS NULL
"""

NEW_ITEM = """
INSERT INTO inventory_items (theater_id, name, inventory_number, category_id, location_id, status,
  quantity) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
"""
NEW_TAGS = """
INSERT INTO inventory_item_tags (theater_id, item_id, tag_id) SELECT $1, $2, unnest($3::integer[])
"""
NEW_MOVEMENT = """
INSERT INTO inventory_movements (theater_id, item_id, movement_type, quantity, from_location_id,
  from_status, to_location_id, to_status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
"""
NEW_AUDIT = """
INSERT INTO audit_log (theater_id, action, entity, entity_id, diff, request_id)
VALUES ($1, $2, 'item', $3, $4::jsonb, 'best_raw')
"""
LOCK = "SELECT quantity FROM inventory_items WHERE theater_id = $1 AND id = $2 FOR UPDATE"
STOCK = """
SELECT location_id, status, quantity FROM inventory_stock
WHERE theater_id = $1 AND item_id = $2 AND quantity > 0 ORDER BY id
"""
TAKE = """
UPDATE inventory_stock SET quantity = quantity - $5
WHERE theater_id = $1 AND item_id = $2 AND location_id = $3 AND status = $4
"""
PUT = """
INSERT INTO inventory_stock AS s (theater_id, item_id, location_id, status, quantity)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (theater_id, item_id, coalesce(location_id, 0), status)
DO UPDATE SET quantity = s.quantity + excluded.quantity
"""
SUMMARISE = """
UPDATE inventory_items SET quantity = $3, status = $4, location_id = $5, version = version + 1,
  updated_at = now() WHERE theater_id = $1 AND id = $2 RETURNING version
"""
