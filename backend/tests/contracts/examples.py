"""A request that works, for every operation of the API. A new operation needs an entry here.

`body` and `path` take the world; ids of path fields come from `world.ids` by their names unless an
entry says otherwise. `caller` is who may do it: the theatre's admin, or a superuser.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.contracts.world import LIST, World
from tests.factories import PASSWORD, PICTURE

NEW_PASSWORD = "another-long-passphrase"


@dataclass(frozen=True)
class Example:
    body: Callable[[World], Any] | None = None
    files: Callable[[World], Any] | None = None
    path: dict[str, str] = field(default_factory=dict)
    """Path field → key of `world.ids`, where the names differ."""
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    caller: str = "admin"
    # Answers that this operation gives rightly without a prepared token or mail server.
    status: int | None = None
    # No row of the theatre changes, although it is not a GET (a check, a request for a mail).
    silent: bool = False


def _named(**values: Any) -> Callable[[World], Any]:
    return lambda world: {"name": f"Новое {secrets.token_hex(4)}", **values}


def _coded(**values: Any) -> Callable[[World], Any]:
    return lambda world: {**_named(**values)(world), "code": f"c{secrets.token_hex(5)}"}


_PERSON = {"first_name": "Анна", "last_name": "Белова", "patronymic": "Львовна"}

GET = Example()
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nSUMMARY:Meeting\r\n"
    b"DTSTART:20270301T100000Z\r\nDTEND:20270301T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
WEEK = {"starts_at": "2027-03-01T10:00:00+03:00", "ends_at": "2027-03-08T10:00:00+03:00"}
LABEL = {
    "page": "roll",
    "label_width": 50,
    "label_height": 30,
    "fields": [{"kind": "name", "bold": True, "lines": 2}, {"kind": "text", "text": "ВСТД"}],
}

SHOW = {
    "event_type": "performance",
    "starts_at": "2031-05-16T19:00:00+03:00",
    "ends_at": "2031-05-16T22:00:00+03:00",
}
MAY = {"from": "2031-05-01T00:00:00Z", "to": "2031-06-01T00:00:00Z"}

EXAMPLES: dict[str, Example] = {
    # auth
    "login": Example(lambda w: {"email": w.admin.email, "password": PASSWORD, "client": "api"}),
    "refresh_tokens": Example(lambda w: {"refresh_token": "x" * 43}, status=401, silent=True),
    "logout": Example(lambda w: {}),
    "switch_theater": Example(lambda w: {"theater_id": w.theater.id}, caller="superuser"),
    "change_password": Example(
        lambda w: {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    ),
    "request_password_reset": Example(
        lambda w: {"email": "nobody@example.org"}, status=409, silent=True
    ),
    "confirm_password_reset": Example(
        lambda w: {"token": "x" * 43, "new_password": NEW_PASSWORD}, status=422, silent=True
    ),
    "replace_me": Example(lambda w: _PERSON),
    "update_me": Example(lambda w: {"first_name": "Пётр"}),
    "delete_session": GET,
    # people and places
    "create_department": Example(_coded()),
    "replace_department": Example(_coded()),
    "update_department": Example(_named()),
    "delete_department": Example(path={"department_id": "empty_department_id"}),
    "create_role": Example(_coded(permissions=["inventory:read", "inventory:update@department"])),
    "replace_role": Example(_coded(permissions=["inventory:read@own"])),
    "update_role": Example(_named()),
    "delete_role": GET,
    "create_tag": Example(_named(color="#8A1C2C")),
    "replace_tag": Example(_named()),
    "update_tag": Example(_named()),
    "delete_tag": GET,
    "create_venue": Example(_coded(type="stage")),
    "replace_venue": Example(_coded(type="rehearsal")),
    "update_venue": Example(_named()),
    "delete_venue": GET,
    "update_theater": Example(_named()),
    "replace_theater": Example(_named()),
    "list_theaters": Example(caller="superuser"),
    "create_theater": Example(_coded(), caller="superuser"),
    "get_any_theater": Example(caller="superuser"),
    "replace_any_theater": Example(_coded(), caller="superuser"),
    "create_user": Example(
        lambda w: {
            **_PERSON,
            "email": f"{secrets.token_hex(5)}@example.org",
            "password": NEW_PASSWORD,
            "department_id": w.ids["department_id"],
            "roles": ["actor"],
        }
    ),
    "replace_user": Example(lambda w: {**_PERSON, "email": f"{secrets.token_hex(5)}@example.org"}),
    "update_user": Example(lambda w: {"first_name": "Нина"}),
    "delete_user": GET,
    "activate_user": Example(silent=True),
    "deactivate_user": GET,
    "reset_user_password": Example(lambda w: {"password": NEW_PASSWORD}),
    "replace_user_roles": Example(lambda w: {"roles": ["department_staff"]}),
    # titles
    "create_performance": Example(lambda w: {"title": "Чайка", "author": "А. П. Чехов"}),
    "replace_performance": Example(lambda w: {"title": "Дядя Ваня", "duration_minutes": 160}),
    "update_performance": Example(lambda w: {"genre": "комедия"}),
    "archive_performance": GET,
    "restore_performance": Example(path={"performance_id": "archived_performance_id"}),
    "add_performance_item": Example(
        lambda w: {
            "inventory_item_id": w.ids["item_id"],
            "scene": secrets.token_hex(4),
            "department_id": w.ids["department_id"],
        }
    ),
    "add_performance_items": Example(
        lambda w: {
            "lines": [
                {
                    "inventory_item_id": w.ids["item_id"],
                    "scene": secrets.token_hex(4),
                    "department_id": w.ids["department_id"],
                }
            ]
        }
    ),
    "replace_performance_item": Example(lambda w: {"quantity": 2, "act": 3}),
    "update_performance_item": Example(lambda w: {"notes": "красное"}),
    "remove_performance_item": GET,
    "replace_performance_tails": Example(
        lambda w: {"items": [{"venue_id": w.ids["venue_id"], "setup_minutes": 240}]}
    ),
    # availability
    "get_availability": Example(
        query={"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}
    ),
    "list_schedule_resources": Example(query={"by": "staff"}),
    "list_next_events": Example(query={"item": "1"}),
    "create_absence": Example(
        lambda w: {"user_id": w.ids["user_id"], "kind": "vacation", "comment": "Сочи", **WEEK}
    ),
    "replace_absence": Example(lambda w: {"user_id": w.ids["user_id"], "kind": "sick", **WEEK}),
    "update_absence": Example(lambda w: {"kind": "other"}),
    "delete_absence": GET,
    "create_closure": Example(lambda w: {"venue_id": w.ids["venue_id"], **WEEK}),
    "replace_closure": Example(lambda w: {"venue_id": w.ids["venue_id"], **WEEK}),
    "update_closure": Example(lambda w: {"reason": "Ремонт"}),
    "delete_closure": GET,
    # events
    "create_event": Example(
        lambda w: {
            **SHOW,
            "venue_id": w.ids["venue_id"],
            "performance_id": w.ids["performance_id"],
            "department_id": w.ids["department_id"],
            "participants": [{"user_id": w.ids["user_id"], "role": "Нина"}, {"role": "Треплев"}],
            "inventory": [{"inventory_item_id": w.ids["item_id"], "quantity": 1}],
        }
    ),
    "replace_event": Example(
        lambda w: {
            **SHOW,
            "venue_id": w.ids["venue_id"],
            "performance_id": w.ids["performance_id"],
            "department_id": w.ids["department_id"],
        }
    ),
    "update_event": Example(lambda w: {"description": "Ввод", "setup_minutes": 90}),
    "delete_event": GET,
    "restore_event": Example(path={"event_id": "deleted_event_id"}),
    "move_event": Example(
        lambda w: {"starts_at": "2031-05-20T19:00:00+03:00", "venue_id": w.ids["venue_id"]}
    ),
    "check_conflicts": Example(lambda w: {**SHOW, "venue_id": w.ids["venue_id"]}, silent=True),
    "preview_series": Example(lambda w: {**SHOW, "rrule": "FREQ=WEEKLY;COUNT=3"}, silent=True),
    "export_events": Example(query={"format": "csv"}),
    "list_conflicts": Example(query=MAY),
    "list_my_calls": Example(query=MAY),
    "list_open_roles": Example(query=MAY),
    "add_participant": Example(
        lambda w: {"user_id": w.ids["user_id"], "role": secrets.token_hex(4)}
    ),
    "remove_participant": GET,
    "set_participant_status": Example(lambda w: {"status": "confirmed"}),
    "update_call": Example(lambda w: {"role": secrets.token_hex(4)}),
    "remove_call": GET,
    "confirm_call": Example(lambda w: {}),
    "decline_call": Example(lambda w: {"reason": "illness"}),
    "reconsider_call": Example(lambda w: {}),
    "reserve_item": Example(lambda w: {"inventory_item_id": w.ids["kit_id"]}),
    "replace_reservation": Example(lambda w: {"quantity": 2}),
    "release_item": GET,
    # plans and sheets
    "publish_plan": Example(lambda w: {"note": "первая"}),
    "get_day_sheet": Example(query={"day": "2031-05-14"}),
    "print_day_sheet": Example(query={"day": "2031-05-14"}),
    # views
    "create_view": Example(
        lambda w: {"table": "inventory", **_named(state={"search": {"kit": True}})(w)}
    ),
    "replace_view": Example(_named(state={"search": {}, "columns": ["name"]}, shared=True)),
    "update_view": Example(_named()),
    "delete_view": GET,
    # inventory
    "change_many_items": Example(
        lambda w: {
            "selection": {"ids": [w.ids["item_id"]]},
            "action": {"type": "set_condition", "condition": "poor"},
        }
    ),
    "undo_bulk_run": GET,
    "create_field": Example(_named(type="integer", unit="Вт")),
    "replace_field": Example(_named(type="text")),
    "update_field": Example(_named()),
    "delete_field": GET,
    "order_fields": Example(lambda w: {"ids": [w.ids["other_field_id"], w.ids["field_id"]]}),
    "check_new_field": Example(_named(type="text", from_name="Ткань"), silent=True),
    "check_field": Example(_named(type="date"), silent=True),
    "merge_tag": Example(lambda w: {"into_id": w.ids["other_tag_id"]}),
    "replace_item_tags": Example(lambda w: {"tag_ids": [w.ids["other_tag_id"]]}),
    "create_category": Example(_named()),
    "replace_category": Example(_coded()),
    "update_category": Example(_named()),
    "delete_category": Example(path={"category_id": "empty_category_id"}),
    "create_location": Example(_named()),
    "replace_location": Example(_coded(type="stage")),
    "update_location": Example(_named()),
    "delete_location": Example(path={"location_id": "empty_location_id"}),
    "create_item": Example(
        lambda w: {
            "name": "Стул",
            "quantity": 3,
            "category_id": w.ids["category_id"],
            "location_id": w.ids["location_id"],
            "department_id": w.ids["department_id"],
            "responsible_id": w.ids["user_id"],
            "tag_ids": [w.ids["tag_id"]],
        }
    ),
    "replace_item": Example(
        lambda w: {
            "name": "Стул венский",
            "inventory_number": w.ids["number"],
            "category_id": w.ids["category_id"],
            "department_id": w.ids["department_id"],
            "responsible_id": w.ids["user_id"],
            "tag_ids": [w.ids["tag_id"]],
        }
    ),
    "update_item": Example(_named()),
    "delete_item": GET,
    "create_movement": Example(
        lambda w: {
            "movement_type": "transfer",
            "quantity": 2,
            "from_location_id": w.ids["location_id"],
            "to_location_id": w.ids["empty_location_id"],
        }
    ),
    "list_movements": GET,
    "replace_kit_contents": Example(
        lambda w: {"lines": [{"item_id": w.ids["item_id"], "quantity": 2}]},
        path={"item_id": "kit_id"},
    ),
    "move_kit": Example(
        lambda w: {
            "movement_type": "transfer",
            "quantity": 1,
            "to_location_id": w.ids["empty_location_id"],
            "with_missing": True,
        },
        path={"item_id": "kit_id"},
    ),
    "number_units": Example(lambda w: {"count": 2}),
    "replace_unit": Example(lambda w: {"condition": "fair", "note": "скол"}),
    "update_unit": Example(lambda w: {"serial_number": secrets.token_hex(4)}),
    "remove_unit_number": GET,
    "export_movements": Example(query={"format": "csv"}),
    "undo_movement": Example(lambda w: None),
    "undo_movement_batch": Example(lambda w: None),
    "create_care_plan": Example(
        lambda w: {
            "name": "Осмотр",
            "every_months": 12,
            "every_shows": 20,
            "responsible_id": w.ids["user_id"],
        }
    ),
    "replace_care_plan": Example(
        lambda w: {"name": "Осмотр", "every_months": 6, "responsible_id": w.ids["user_id"]}
    ),
    "update_care_plan": Example(lambda w: {"responsible_id": w.ids["user_id"], "lead_days": 7}),
    "delete_care_plan": GET,
    "create_care_record": Example(
        lambda w: {"result": "remarks", "done_by_id": w.ids["user_id"], "cost": "120.50"}
    ),
    "create_certificate": Example(
        lambda w: {"kind": "rigging", "number": "7-А", "valid_until": "2199-01-31"}
    ),
    "replace_certificate": Example(lambda w: {"kind": "hygiene", "issued_on": "2026-02-28"}),
    "update_certificate": Example(lambda w: {"number": "8-Б"}),
    "delete_certificate": GET,
    "export_care": Example(query={"format": "csv"}),
    # people
    "mark_declines_seen": Example(lambda w: {"until": "2026-11-18T19:00:00Z"}, silent=True),
    # calendars elsewhere
    "create_calendar_feed": Example(_named(kind="person")),
    "revoke_calendar_feed": GET,
    "get_calendar_feed": Example(status=404),
    "import_calendar": Example(
        files=lambda w: {"file": ("расписание.ics", CALENDAR, "text/calendar")}, silent=True
    ),
    # files
    "upload_file": Example(files=lambda w: {"file": ("снимок.jpg", PICTURE, "image/jpeg")}),
    "create_file_link": Example(lambda w: {"disposition": "attachment"}, silent=True),
    "open_file_link": Example(query={"sig": "x.y"}, status=404),
    "delete_file": GET,
    "upload_photos": Example(files=lambda w: [("files", ("1.jpg", PICTURE, "image/jpeg"))]),
    "reorder_photos": Example(lambda w: {"ids": [w.ids["photo_id"]]}),
    "replace_photo": Example(lambda w: {"caption": "Сзади, бирка", "is_main": True}),
    "update_photo": Example(lambda w: {"side": "back"}),
    "edit_photo": Example(lambda w: {"rotate": 90}),
    "delete_photo": GET,
    "upload_import": Example(files=lambda w: {"file": ("список.csv", LIST.encode(), "text/csv")}),
    "dry_run_import": Example(lambda w: {}, silent=True),
    "run_import": GET,
    "undo_import": Example(status=409, silent=True),
    "download_import_errors": Example(query={"format": "csv"}, status=409),
    "export_items": Example(query={"format": "xlsx"}),
    "resolve_code": Example(query={"code": "w-%"}, status=404),
    "print_labels": Example(lambda w: {"preset": "a4_3x8", "ids": [w.ids["item_id"]]}, silent=True),
    "preview_labels": Example(
        lambda w: {"template_id": w.ids["template_id"], "ids": [w.ids["item_id"]]}, silent=True
    ),
    "create_label_template": Example(_named(layout=LABEL)),
    "replace_label_template": Example(_named(layout=LABEL)),
    "update_label_template": Example(lambda w: {"is_default": True}),
    "delete_label_template": GET,
    "restore_item": Example(path={"item_id": "archived_item_id"}),
}
