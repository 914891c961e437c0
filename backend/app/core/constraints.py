"""Constraint names of the database and the code that people get when one refuses."""

from typing import NamedTuple


class Known(NamedTuple):
    code: str
    field: str | None = None


CONSTRAINTS: dict[str, Known] = {
    "uq_inventory_items_number": Known("inventory.number_taken", "inventory_number"),
    "uq_inventory_categories_sibling": Known("category.name_taken", "name"),
    "uq_inventory_categories_code": Known("category.code_taken", "code"),
    "uq_inventory_locations_sibling": Known("location.name_taken", "name"),
    "uq_inventory_locations_code": Known("location.code_taken", "code"),
    "ck_inventory_stock_quantity": Known("inventory.not_enough", "quantity"),
    "uq_inventory_units_number": Known("unit.number_taken", "number"),
    "uq_inventory_units_serial": Known("unit.serial_taken", "serial_number"),
    "uq_label_templates_name": Known("label.name_taken", "name"),
    "uq_performance_inventory_scene": Known("performance.item_taken", "inventory_item_id"),
    "uq_inventory_fields_key": Known("field.key_taken", "key"),
    "uq_inventory_fields_name": Known("field.name_taken", "name"),
    "uq_departments_code": Known("department.code_taken", "code"),
    "uq_departments_name": Known("department.name_taken", "name"),
    "uq_venues_code": Known("venue.code_taken", "code"),
    "uq_roles_code": Known("role.code_taken", "code"),
    "uq_saved_views_name": Known("view.name_taken", "name"),
    "ex_schedule_events_venue": Known("event.conflict"),
    "uq_event_participants_role": Known("event.called_twice", "user_id"),
    "uq_event_inventory_item": Known("event.reserved_twice", "inventory_item_id"),
    "uq_tags_name": Known("tag.name_taken", "name"),
    "uq_users_email": Known("user.email_unusable", "email"),
    "uq_theaters_code": Known("theater.code_taken", "code"),
}
