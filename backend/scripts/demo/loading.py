"""Writes one demo theatre: people, trees, tags, and things with their history.

Rows go in bulk, so that sixty people and four hundred things take a second; one transaction holds
them all, so that a killed run leaves a theatre without people, which the next run fills.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select, update

from app.departments.models import Department
from app.inventory.care.models import CarePlan, CareRecord, Certificate
from app.inventory.kits.models import KitLine
from app.inventory.labels.models import LabelTemplate
from app.inventory.models import Category, Item, ItemTag, Location, Movement, StockBalance
from app.inventory.units.models import Unit
from app.kit import clock, security
from app.kit.slug import free_slug
from app.kit.uow import Uow
from app.performances.models import Performance, PerformanceItem
from app.tags.models import Tag
from app.users.models import Role, User, UserRole
from app.venues.models import Venue, VenueType
from scripts.demo.catalogue import CATEGORIES, ICONS, LOCATIONS, TAGS
from scripts.demo.history import Ledger, history
from scripts.demo.labels import label_rows
from scripts.demo.packing import kit_rows, unit_rows
from scripts.demo.people import PASSWORD, Somebody
from scripts.demo.repertoire import TITLES, needs
from scripts.demo.things import Thing
from scripts.demo.upkeep import paper_rows, plan_rows, record_rows

Row = dict[str, Any]
TOUR_VENUE: Row = {
    "code": "tour_tver",
    "name": "Драмтеатр, Тверь",
    "type": VenueType.TOUR.value,
    "capacity": 620,
    "city": "Тверь",
}
SMALL_STAGE: Row = {
    "code": "small_stage",
    "name": "Малая сцена",
    "type": VenueType.STAGE.value,
    "capacity": 120,
    "city": None,
}
# Where one thing may stand in for another: what is needed → what may come instead.
STAND_INS = {"РК-0112": "РК-0340"}


@dataclass
class Load:
    """One run for one theatre; what is made first is remembered by name for what refers to it."""

    uow: Uow
    now: datetime

    def __post_init__(self) -> None:
        self.random = Random(5)  # noqa: S311 - the same story each time
        self.people: dict[str, int] = {}
        self.departments: dict[str, int] = {}
        self.keepers: dict[str, list[int]] = {}
        self.titles: dict[str, int] = {}
        self.items: dict[str, int] = {}

    async def company(self, people: Sequence[Somebody]) -> None:
        """Everybody with one password, hashed once; a head of a department becomes its head."""
        session = self.uow.session
        self.departments = dict(
            (await session.execute(select(Department.code, Department.id))).tuples().all()
        )
        roles = dict((await session.execute(select(Role.code, Role.id))).tuples().all())
        hashed = security.hash_password_now(PASSWORD)
        ids = await self._insert(
            User,
            (
                {
                    "email": one.email,
                    "hashed_password": hashed,
                    "last_name": one.last_name,
                    "first_name": one.first_name,
                    "patronymic": one.patronymic,
                    "department_id": self.departments[one.department] if one.department else None,
                    "is_verified": True,
                }
                for one in people
            ),
        )
        self.people = {one.email: id_ for one, id_ in zip(people, ids, strict=True)}
        await self._insert(
            UserRole,
            (
                {"user_id": id_, "role_id": roles[one.role]}
                for one, id_ in zip(people, ids, strict=True)
            ),
        )
        for one, id_ in zip(people, ids, strict=True):
            if one.department is None:
                continue
            self.keepers.setdefault(one.department, []).append(id_)
            if one.role == "department_head":
                await session.execute(
                    update(Department).where(Department.code == one.department).values(head_id=id_),
                    execution_options={"audit": True},
                )

    async def venues(self, *, small_stage: bool) -> None:
        """Where the theatre plays on tour, beside the halls it was founded with."""
        await self._insert(Venue, [TOUR_VENUE, *([SMALL_STAGE] if small_stage else [])])

    async def repertoire(self) -> None:
        """Titles by their name, before anything is issued to them."""
        ids = await self._insert(
            Performance,
            (
                {
                    "title": one.title, "subtitle": one.subtitle, "author": one.author,
                    "director": one.director, "artist": one.artist, "composer": one.composer,
                    "choreographer": one.choreographer, "genre": one.genre,
                    "age_rating": one.age, "duration_minutes": one.minutes,
                    "intermissions": one.intermissions, "premiere_date": one.premiere,
                    "status": one.status,
                }
                for one in TITLES
            ),
        )  # fmt: skip
        self.titles = {one.title: id_ for one, id_ in zip(TITLES, ids, strict=True)}

    async def needs(self, things: Sequence[Thing]) -> None:
        """What each title needs, with the department of the thing."""
        departments = {thing.number: CATEGORIES[thing.category] for thing in things}
        await self._insert(
            PerformanceItem,
            (
                {
                    "performance_id": self.titles[title.title],
                    "inventory_item_id": self.items[number],
                    "quantity": pieces,
                    "scene": scene,
                    "act": act,
                    "department_id": self.departments.get(departments[number]),
                    "alternative_item_id": self.items.get(STAND_INS.get(number, "")),
                }
                for title in TITLES
                for number, pieces, scene, act in needs(title, things)
            ),
        )

    async def upkeep(self) -> None:
        """Plans, what has been done, and certificates; whoever answers for a thing does it."""
        today = clock.now().date()
        keepers = dict(
            (await self.uow.session.execute(select(Item.inventory_number, Item.responsible_id)))
            .tuples()
            .all()
        )
        plans = await self._insert(CarePlan, plan_rows(self.items, keepers, today))
        await self._insert(CareRecord, record_rows(self.items, keepers, plans, today))
        await self._insert(Certificate, paper_rows(self.items, today))

    async def packing(self) -> None:
        """Numbers on single pieces, and what lies in the cases."""
        lying: dict[int, dict[tuple[int | None, str], int]] = {}
        for held in await self.uow.session.scalars(select(StockBalance).order_by(StockBalance.id)):
            lying.setdefault(held.item_id, {})[held.location_id, held.status] = held.quantity
        await self._insert(Unit, unit_rows(self.items, lying))
        await self.uow.session.execute(insert(KitLine), list(kit_rows(self.items)))
        self.uow.touch(KitLine.__tablename__)

    async def labels(self) -> None:
        await self._insert(LabelTemplate, label_rows())

    async def trees(self) -> tuple[dict[str, int], dict[str, int]]:
        """Categories and places by their path."""
        categories = await self._tree(
            Category,
            {
                path: {"department_id": self.departments.get(code), "icon": ICONS.get(path)}
                for path, code in CATEGORIES.items()
            },
        )
        locations = await self._tree(
            Location,
            {
                path: {"type": kind, "city": "Тверь" if kind == "tour" else None}
                for path, kind in LOCATIONS.items()
            },
        )
        return categories, locations

    async def things(self, things: Sequence[Thing], *, theirs: Mapping[str, int]) -> None:
        """Items with balances, movements and tags. `theirs`: number → who answers for it."""
        categories, locations = await self.trees()
        tags = dict(
            zip(
                TAGS,
                await self._insert(Tag, ({"name": n, "color": c} for n, c in TAGS.items())),
                strict=True,
            )
        )
        ledgers = [history(thing, self.now, self.random) for thing in things]
        rows = []
        for thing, ledger in zip(things, ledgers, strict=True):
            keepers: list[int | None] = [*self.keepers.get(CATEGORIES[thing.category], ())] or [
                None
            ]
            row = _item(thing, ledger, categories[thing.category], locations)
            row["department_id"] = self.departments.get(CATEGORIES[thing.category])
            row["responsible_id"] = theirs.get(thing.number, keepers[0])
            row["created_by_id"] = row["updated_by_id"] = self.random.choice(keepers)
            rows.append(row)
        ids = await self._insert(Item, rows)
        self.items = {thing.number: id_ for id_, thing in zip(ids, things, strict=True)}
        told = list(zip(ids, things, ledgers, rows, strict=True))
        await self._insert(
            StockBalance,
            (
                {
                    "item_id": id_,
                    "location_id": locations[location],
                    "status": status.value,
                    "quantity": pieces,
                }
                for id_, _, ledger, _ in told
                for (location, status), pieces in ledger.lying.items()
            ),
        )
        moved: list[Row] = [
            {
                **_movement(id_, step, locations, row["created_by_id"]),
                "performance_id": self.titles.get(step.title or ""),
            }
            for id_, _, ledger, row in told
            for step in ledger.steps
        ]
        moved.sort(key=lambda row: row["created_at"])
        await self._insert(Movement, moved)
        await self.uow.session.execute(
            insert(ItemTag),
            [
                {"item_id": id_, "tag_id": tags[name]}
                for id_, thing, _, _ in told
                for name in thing.tags
            ],
        )
        self.uow.touch(ItemTag.__tablename__)

    async def _tree(self, model: Any, nodes: Mapping[str, Row]) -> dict[str, int]:
        """Parents come before their children; «A / B» is B under A."""
        found: dict[str, int] = {}
        codes: set[str] = set()
        for depth in sorted({path.count(" / ") for path in nodes}):
            level = [path for path in nodes if path.count(" / ") == depth]
            rows = []
            for order, path in enumerate(level):
                parent, _, name = path.rpartition(" / ")
                code = free_slug(path, codes)
                codes.add(code)
                rows.append(
                    {"name": name, "code": code, "parent_id": found.get(parent),
                     "sort_order": order, **nodes[path]}
                )  # fmt: skip
            found.update(zip(level, await self._insert(model, rows), strict=True))
        return found

    async def _insert(self, model: Any, rows: Iterable[Row]) -> list[int]:
        """Ids in the order of the rows."""
        statement = insert(model).returning(model.id, sort_by_parameter_order=True)
        self.uow.touch(model.__tablename__)
        return list(await self.uow.session.scalars(statement, list(rows)))


def _item(thing: Thing, ledger: Ledger, category_id: int, locations: Mapping[str, int]) -> Row:
    place, status = ledger.main_place
    width, height, depth, weight = thing.size or (None, None, None, None)
    return {
        "name": thing.name,
        "inventory_number": thing.number,
        "description": thing.description,
        "category_id": category_id,
        "location_id": locations[place],
        "status": status.value,
        "quantity": ledger.quantity,
        "condition": thing.condition,
        "manufacturer": thing.maker,
        "model": thing.model,
        "serial_number": thing.serial,
        "width": width,
        "height": height,
        "depth": depth,
        "weight": weight,
        "min_quantity": thing.min_quantity,
        "purchase_price": thing.price if thing.bought else None,
        "current_value": round(thing.price * 0.8, 2) if thing.bought else thing.price,
        "purchase_date": thing.bought,
        "warranty_until": thing.warranty,
        "custom_fields": thing.custom,
        "created_at": ledger.steps[0].at,
        "updated_at": ledger.steps[-1].at,
        "last_moved_at": ledger.steps[-1].at,
    }


def _movement(item_id: int, step: Any, locations: Mapping[str, int], who: int | None) -> Row:
    source, target = step.source, step.target
    return {
        "item_id": item_id,
        "movement_type": step.kind.value,
        "quantity": step.quantity,
        "from_location_id": locations[source[0]] if source else None,
        "from_status": source[1].value if source else None,
        "to_location_id": locations[target[0]] if target else None,
        "to_status": target[1].value if target else None,
        "comment": step.comment,
        "created_at": step.at,
        "created_by_id": who,
    }
