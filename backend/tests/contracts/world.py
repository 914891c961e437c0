"""One theatre with an object of every kind, for tests that walk all operations."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.kit import clock
from tests.conftest import Client
from tests.factories import Factory, Person, TheaterOf


@dataclass(frozen=True)
class World:
    theater: TheaterOf
    admin: Person
    superuser: Person
    # Ids by the names of path and body fields: `item_id`, `category_id` …
    ids: dict[str, Any] = field(default_factory=dict)


async def build_world(make: Factory) -> World:
    theater = await make.theater()
    admin = await make.user(theater, "admin")
    superuser = await make.user(theater, "admin", is_superuser=True)
    member = await make.user(theater, "department_head", department="light")
    category = await make.category(theater)
    location = await make.location(theater)
    empty_category = await make.category(theater, "Пустая")
    empty_location = await make.location(theater, "Пустое")
    tag = await make.tag(theater)
    number = f"W-{theater.id:05d}"
    item = await make.item(
        theater,
        inventory_number=number,
        quantity=5,
        category_id=category,
        location_id=location,
        department_id=theater.departments["light"],
        responsible_id=member.id,
    )
    archived = await make.archived_item(theater)
    performance = await make.performance(theater)
    venue = await make.venue(theater)
    week = clock.now(), clock.now() + timedelta(days=7)
    unit = await make.unit(theater, item, f"{number}/01", location_id=location)
    event = await make.event(
        theater, starts_at=datetime(2031, 5, 14, 16, tzinfo=UTC), performance_id=performance
    )
    await make.call(theater, event, admin.id, status="confirmed")
    await make.reservation(theater, event, item)
    return World(
        theater,
        admin,
        superuser,
        {
            "theater_id": theater.id,
            "category_id": category,
            "empty_category_id": empty_category,
            "location_id": location,
            "empty_location_id": empty_location,
            "tag_id": tag,
            "other_tag_id": await make.tag(theater, "Другой"),
            "field_id": await make.field(theater),
            "other_field_id": await make.field(theater),
            "item_id": item,
            "archived_item_id": archived,
            "number": number,
            "unit_id": unit,
            "kit_id": await make.kit(theater, item, location_id=location),
            "movement_id": await make.receipt(theater),
            "batch": await make.batch(theater),
            "photo_id": await make.photo(theater, item, admin),
            "file_id": await make.file(theater, admin),
            "performance_id": performance,
            "archived_performance_id": await make.performance(
                theater, status="archived", archived_at=clock.now()
            ),
            "inventory_item_id": item,
            "alternative_item_id": item,
            "line_id": await make.performance_item(theater, performance, item),
            "department_id": theater.departments["light"],
            "empty_department_id": theater.departments["video"],
            # Nothing takes place there, so it may go.
            "venue_id": await make.venue(theater),
            "absence_id": await make.absence(theater, member.id, *week),
            "closure_id": await make.closure(theater, venue, *week),
            "user_id": member.id,
            "role_id": await make.role(theater),
            "session_id": await make.session(admin),
            "template_id": await make.label_template(theater),
            "import_id": await make.uploaded_import(theater),
            "run_id": await make.bulk_run(theater, admin),
            "view_id": await make.view(theater, admin),
            "plan_id": await make.care_plan(theater, item),
            "certificate_id": await make.certificate(theater, item),
            "event_id": event,
            "deleted_event_id": await make.event(theater, deleted_at=clock.now()),
            "call_id": await make.call(theater, event, member.id, role="Пульт"),
            # A plan that has changed since its last version.
            "month": "2031-05",
            "version": await make.publication(theater, date(2031, 5, 1)),
            "feed_id": await make.feed(theater, admin),
            "token": "no-such-token",
        },
    )


LIST = "Наименование;Инв. №;Кол-во\nСтул;С-1;2\nСтол;С-2;много\n"


async def upload_list(client: Client, world: World) -> None:
    """Put a real list in the place of the bare row; reading it costs a child process."""
    answer = await client.post("/inventory/imports", files={"file": ("список.csv", LIST.encode())})
    assert answer.status_code == 201, answer.text
    world.ids["import_id"] = answer.json()["id"]
